import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { TenantsService } from '../tenants/tenants.service';
import { trustTag } from './idp-trust-view';
import { notConfigured } from './idp-trust.service';
import { IdpTrustsRepository } from './idp-trusts.repository';
import { trustDetails } from './trust-details';

@Injectable()
export class DeleteIdpTrust {
  constructor(
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Throws `idp.not_configured`, `precondition_failed`. */
  async run(tenant: TenantRef, ifMatch: string | undefined, context: RequestContext): Promise<void> {
    await this.transactions.run(async (tx) => {
      // In the order in which PutIdpTrust locks.
      await this.tenants.bumpVersion(tx, tenant.id);
      const trust = await this.trusts.lock(tx, tenant.id);
      if (!trust) throw notConfigured(tenant);
      checkIfMatch(ifMatch, trustTag(trust));
      await this.trusts.delete(tx, tenant.id);
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'idp.deleted',
        details: trustDetails(trust),
        context,
      });
    });
  }
}
