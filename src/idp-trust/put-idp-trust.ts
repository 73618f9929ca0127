import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { isForeignKeyViolation } from '../database/driver-error';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import { tenantNotFound } from '../tenants/alias';
import { TenantsService } from '../tenants/tenants.service';
import { trustTag } from './idp-trust-view';
import type { PutIdpTrustBody } from './idp-trust.dto';
import { type FoundTrust, IdpTrustsRepository } from './idp-trusts.repository';
import { MetadataIntake } from './metadata-intake';
import { newTrust } from './new-trust';
import { changeDetails } from './trust-details';

export interface OfferedTrust {
  readonly offered: Buffer | PutIdpTrustBody;
  /** Which IdP of an aggregate. */
  readonly entityId: string | undefined;
  readonly ifMatch: string | undefined;
}

/** A trust as it would be, beside the one that there is. */
export interface TrustPreview {
  readonly former: FoundTrust | null;
  readonly next: FoundTrust;
}

@Injectable()
export class PutIdpTrust {
  constructor(
    private readonly clock: Clock,
    private readonly intake: MetadataIntake,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustsRepository,
    private readonly audit: AuditService,
  ) {}

  /** From the moment it is answered no login passes on the trust that there was, on any node: the tenant's version grows with it. */
  async run(
    tenant: TenantRef,
    { offered, entityId, ifMatch }: OfferedTrust,
    context: RequestContext,
  ): Promise<FoundTrust> {
    const taken = await this.intake.take(offered, entityId);
    try {
      return await this.transactions.run(async (tx) => {
        // First, since it locks the tenant: of two that come at once, where there was no trust to lock, one waits here.
        await this.tenants.bumpVersion(tx, tenant.id);
        const former = await this.trusts.lock(tx, tenant.id);
        checkPrecondition(ifMatch, former);
        const trust = newTrust(tenant.id, taken, former, this.clock.now());
        await this.trusts.put(tx, trust);
        await this.audit.append(tx, {
          tenantId: tenant.id,
          type: 'idp.updated',
          details: changeDetails(former, trust),
          context,
        });
        return trust;
      });
    } catch (error) {
      throw isForeignKeyViolation(error, 'fk_idp_trusts_tenant') ? tenantNotFound(tenant.alias) : error;
    }
  }

  /** What `run` would do: refused as that would be, and nothing is written. */
  async preview(tenant: TenantRef, { offered, entityId, ifMatch }: OfferedTrust): Promise<TrustPreview> {
    const taken = await this.intake.take(offered, entityId);
    const former = await this.trusts.find(tenant.id);
    checkPrecondition(ifMatch, former);
    return { former, next: newTrust(tenant.id, taken, former, this.clock.now()) };
  }
}

function checkPrecondition(ifMatch: string | undefined, former: FoundTrust | null): void {
  if (former) checkIfMatch(ifMatch, trustTag(former));
  // RFC 9110, 13.1.1: also `*` matches nothing where there is nothing.
  else if (ifMatch !== undefined) {
    throw new Problem(
      'precondition_failed',
      'If-Match asks for a trust that is there, but there is none: leave the header out.',
    );
  }
}
