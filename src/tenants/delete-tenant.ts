import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { tenantNotFound } from './alias';
import { tenantTag } from './tenant-view';
import { TenantsRepository } from './tenants.repository';

@Injectable()
export class DeleteTenant {
  constructor(
    private readonly transactions: Transactions,
    private readonly tenants: TenantsRepository,
    private readonly audit: AuditService,
  ) {}

  /** All that is the tenant's goes with it, but for its audit trail. Its event comes first: who hears of it finds all still there. */
  run({ id, alias }: TenantRef, ifMatch: string | undefined, context: RequestContext): Promise<void> {
    return this.transactions.run(async (tx) => {
      const tenant = await this.tenants.lockWhole(tx, id);
      if (!tenant) throw tenantNotFound(alias);
      checkIfMatch(ifMatch, tenantTag(tenant));
      await this.audit.appendAll(tx, [
        { tenantId: id, type: 'tenant.deleted', details: { alias }, context },
        // Nobody asks for the trail of a tenant that he does not know to have been there.
        { tenantId: null, type: 'tenant.deleted', details: { alias, tenantId: id }, context },
      ]);
      await this.tenants.delete(tx, id);
    });
  }
}
