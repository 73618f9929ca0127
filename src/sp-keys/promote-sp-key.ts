import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { planPromotion, type Promotion } from './plan-promotion';
import { toDatedSpKey } from './sp-key-facts';
import { spKeyDetails, spKeyTag } from './sp-key-view';
import { requireSpKey } from './require-sp-key';
import { type PublicSpKey, SpKeysRepository } from './sp-keys.repository';
import { TenantsService } from '../tenants/tenants.service';
import { say } from '../sentences/sentence';

@Injectable()
export class PromoteSpKey {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly keys: SpKeysRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * Makes the next key the current one, or takes the previous one back. From the moment it is answered every node signs with it: the
   * tenant's version grows. Throws `not_found`, `precondition_failed`, `conflict`.
   */
  run(
    tenant: TenantRef,
    id: string,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<PublicSpKey> {
    return this.transactions.run(async (tx) => {
      // First, since it locks the tenant: of two that come at once one waits here.
      await this.tenants.bumpVersion(tx, tenant.id);
      const keys = await this.keys.lockAll(tx, tenant.id);
      const key = requireSpKey(keys, id);
      checkIfMatch(ifMatch, spKeyTag(key));
      if (key.status === 'current') throw isCurrent();
      const ofUse = keys.filter(({ use }) => use === key.use);
      const promotion = planPromotion(key, ofUse);
      const now = this.clock.now();
      for (const deleted of promotion.deleted) await this.keys.delete(tx, tenant.id, deleted.id);
      await this.keys.updateStatuses(tx, tenant.id, promotion.changes, now);
      await this.record(tx, key, promotion, context);
      return { ...key, status: 'current', updatedAt: now };
    });
  }

  private record(
    tx: EntityManager,
    key: PublicSpKey,
    { former, deleted }: Promotion,
    context: RequestContext,
  ): Promise<void> {
    const was = former && toDatedSpKey(former);
    const details = {
      ...spKeyDetails(key),
      from: key.status,
      status: 'current',
      formerFingerprint: was?.sha256Fingerprint,
      formerAlgorithm: was?.algorithm,
    };
    const { tenantId } = key;
    return this.audit.appendAll(tx, [
      { tenantId, type: 'sp_key.promoted', details, context },
      ...deleted.map((gone) => ({
        tenantId,
        type: 'sp_key.deleted' as const,
        details: spKeyDetails(gone),
        context,
      })),
    ]);
  }
}

function isCurrent(): Problem {
  return new Problem(
    'conflict',
    say`This key is the current one already: promote the next or the previous one.`,
  );
}
