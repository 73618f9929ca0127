import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { isUniqueViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { MakeSpKey } from './make-sp-key';
import { spKeyPurpose } from './sp-key-purpose';
import { spKeyDetails } from './sp-key-view';
import type { SpKeyEntity, SpKeyUse } from './sp-key.entity';
import { type PublicSpKey, SpKeysRepository } from './sp-keys.repository';
import { SpKeys } from './sp-keys.service';
import { TenantsService } from '../tenants/tenants.service';
import { say } from '../sentences/sentence';

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

  /** The current one too, where this is the first use. Throws `conflict` where there is a next one already. */
  async run(tenant: TenantRef, use: SpKeyUse, context: RequestContext): Promise<PublicSpKey> {
    const name = spKeyPurpose(tenant.id, use);
    if (this.underway.has(name)) throw hasNext(use);
    this.underway.add(name);
    try {
      return await this.make(tenant, use, context);
    } finally {
      this.underway.delete(name);
    }
  }

  private async make(tenant: TenantRef, use: SpKeyUse, context: RequestContext): Promise<PublicSpKey> {
    await this.spKeys.requireCertificates(tenant.id, use);
    if (await this.keys.has(tenant.id, use, 'next')) throw hasNext(use);
    return this.makeSpKey.run(tenant, { use, status: 'next' }, (key) => this.store(key, context));
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

function hasNext(use: SpKeyUse): Problem {
  return new Problem(
    'conflict',
    say`There is a next ${use} key already, or one is being made: promote it, or delete it before another is made.`,
  );
}
