import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { requireSpKey } from './require-sp-key';
import { spKeyDetails, spKeyTag } from './sp-key-view';
import { SpKeysRepository } from './sp-keys.repository';
import { TenantsService } from '../tenants/tenants.service';
import { say } from '../sentences/sentence';

@Injectable()
export class DeleteSpKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly keys: SpKeysRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * From the moment it is answered nothing is decrypted with it any more, on any node: the tenant's version grows. Throws `not_found`,
   * `precondition_failed`, and `conflict` for the current one.
   */
  run(tenant: TenantRef, id: string, ifMatch: string | undefined, context: RequestContext): Promise<void> {
    return this.transactions.run(async (tx) => {
      // In the order in which PromoteSpKey locks.
      await this.tenants.bumpVersion(tx, tenant.id);
      const key = requireSpKey(await this.keys.lockAll(tx, tenant.id), id);
      checkIfMatch(ifMatch, spKeyTag(key));
      if (key.status === 'current') throw isCurrent();
      await this.keys.delete(tx, tenant.id, key.id);
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'sp_key.deleted',
        details: spKeyDetails(key),
        context,
      });
    });
  }
}

function isCurrent(): Problem {
  return new Problem(
    'conflict',
    say`The current key can not be deleted: make a next one and promote it, and this one becomes the previous one.`,
  );
}
