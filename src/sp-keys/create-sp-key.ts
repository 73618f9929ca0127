import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { isUniqueViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { fieldProblem } from '../http/field-problem';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { MakeSpKey } from './make-sp-key';
import type { SpKeyAlgorithm } from './sp-key-algorithm';
import { spKeyPurpose } from './sp-key-purpose';
import { spKeyDetails } from './sp-key-view';
import type { SpKeyEntity, SpKeyUse } from './sp-key.entity';
import { type PublicSpKey, SpKeysRepository } from './sp-keys.repository';
import { SpKeys } from './sp-keys.service';
import { TenantsService } from '../tenants/tenants.service';
import { say } from '../sentences/sentence';

export interface NewSpKey {
  readonly purpose: SpKeyUse;
  /** That of the current key without it. */
  readonly algorithm?: SpKeyAlgorithm;
}

/** Makes the next key beside the current one. */
@Injectable()
export class CreateSpKey {
  /** On this node: a key takes a processor's time, so that of many that are asked for at once one is made. */
  private readonly underway = new Set<string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly spKeys: SpKeys,
    private readonly makeSpKey: MakeSpKey,
    private readonly keys: SpKeysRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * The current one too, where this is the first use. Throws `conflict` where there is a next one already, `request.invalid` for a key
   * that could not do what it is for.
   */
  async run(
    tenant: TenantRef,
    { purpose: use, algorithm }: NewSpKey,
    context: RequestContext,
  ): Promise<PublicSpKey> {
    if (use === 'encryption' && algorithm === 'ec-p256') throw canNotDecrypt();
    const name = spKeyPurpose(tenant.id, use);
    if (this.underway.has(name)) throw hasNext(use);
    this.underway.add(name);
    try {
      return await this.make(tenant, use, algorithm, context);
    } finally {
      this.underway.delete(name);
    }
  }

  private async make(
    tenant: TenantRef,
    use: SpKeyUse,
    wanted: SpKeyAlgorithm | undefined,
    context: RequestContext,
  ): Promise<PublicSpKey> {
    const current = await this.spKeys.requireAlgorithm(tenant.id, use);
    if (await this.keys.has(tenant.id, use, 'next')) throw hasNext(use);
    const algorithm = wanted ?? current;
    return this.makeSpKey.run(tenant, { use, status: 'next', algorithm }, (key) => this.store(key, context));
  }

  private async store(key: SpKeyEntity, context: RequestContext): Promise<SpKeyEntity> {
    try {
      return await this.transactions.run(async (tx) => {
        await this.tenants.bumpVersion(tx, key.tenantId);
        await this.keys.insert(tx, key);
        await this.audit.append(tx, {
          tenantId: key.tenantId,
          type: 'sp_key.created',
          details: spKeyDetails(key),
          context,
        });
        return key;
      });
    } catch (error) {
      throw isUniqueViolation(error, 'uq_sp_keys_status') ? hasNext(key.use) : error;
    }
  }
}

/** xmlenc-core1, 5.6: to an EC key it takes a key agreement, which hardly any IdP has. */
function canNotDecrypt(): Problem {
  const message = say`must be rsa-2048 for encryption: IdPs encrypt to RSA keys alone`;
  return fieldProblem([{ field: 'algorithm', message }]);
}

function hasNext(use: SpKeyUse): Problem {
  return new Problem(
    'conflict',
    say`There is a next ${use} key already, or one is being made: promote it, or delete it before another is made.`,
  );
}
