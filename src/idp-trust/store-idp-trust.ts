import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { isForeignKeyViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { tenantNotFound } from '../tenants/alias';
import { TenantsService } from '../tenants/tenants.service';
import type { VersionReason } from './idp-trust-version.entity';
import { IdpTrustVersionsRepository } from './idp-trust-versions.repository';
import { trustTag } from './idp-trust-view';
import { type FoundTrust, IdpTrustsRepository } from './idp-trusts.repository';
import type { TakenMetadata } from './metadata-intake';
import { newTrust } from './new-trust';
import { changeDetails } from './trust-details';
import { say } from '../sentences/sentence';

/** What an administrator puts in the place of the trust that there is. */
export interface TrustToStore {
  readonly taken: TakenMetadata;
  readonly ifMatch: string | undefined;
  readonly reason: VersionReason;
  /** For the audit trail. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Puts a trust in the place of the one that there is, with a version of its own and its event. */
@Injectable()
export class StoreIdpTrust {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustsRepository,
    private readonly versions: IdpTrustVersionsRepository,
    private readonly audit: AuditService,
  ) {}

  /** From the moment it is answered no login passes on the trust that there was, on any node: the tenant's version grows with it. */
  async run(tenant: TenantRef, store: TrustToStore, context: RequestContext): Promise<FoundTrust> {
    try {
      return await this.transactions.run(async (tx) => {
        // First, since it locks the tenant: of two that come at once, where there was no trust to lock, one waits here.
        await this.tenants.bumpVersion(tx, tenant.id);
        const former = await this.trusts.lock(tx, tenant.id);
        checkPrecondition(store.ifMatch, former);
        const trust = newTrust(tenant.id, store.taken, former, this.clock.now());
        await this.put(tx, { former, trust, ...store }, context);
        return trust;
      });
    } catch (error) {
      throw isForeignKeyViolation(error) ? tenantNotFound(tenant.alias) : error;
    }
  }

  /** In a transaction that has locked the tenant. */
  async put(
    tx: EntityManager,
    {
      former,
      trust,
      taken,
      reason,
      details,
    }: Omit<TrustToStore, 'ifMatch'> & { readonly former: FoundTrust | null; readonly trust: FoundTrust },
    context: RequestContext,
  ): Promise<void> {
    const { tenantId, entityId, source, metadataUrl, metadataSigningCertificate, signingCertificates } =
      trust;
    trust.versionNumber = await this.versions.add(tx, {
      tenantId,
      entityId,
      source,
      metadataUrl,
      metadataSigningCertificate,
      signingCertificates,
      metadata: taken.document,
      reason,
      actor: context.actor,
      createdAt: trust.updatedAt,
    });
    await this.trusts.put(tx, trust);
    await this.audit.append(tx, {
      tenantId,
      type: 'idp.updated',
      details: { ...changeDetails(former, trust), ...details },
      context,
    });
  }
}

export function checkPrecondition(ifMatch: string | undefined, former: FoundTrust | null): void {
  if (former) checkIfMatch(ifMatch, trustTag(former));
  // RFC 9110, 13.1.1: also `*` matches nothing where there is nothing.
  else if (ifMatch !== undefined) {
    throw new Problem(
      'precondition_failed',
      say`If-Match asks for a trust that is there, but there is none: leave the header out.`,
    );
  }
}
