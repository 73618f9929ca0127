import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../http/list-page';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import type { IdpTrustVersionEntity } from './idp-trust-version.entity';
import { type FoundVersion, IdpTrustVersionsRepository } from './idp-trust-versions.repository';
import type { FoundTrust } from './idp-trusts.repository';
import { MetadataIntake } from './metadata-intake';
import { StoreIdpTrust } from './store-idp-trust';
import { say } from '../sentences/sentence';

/** What a tenant's trust was, and its way back. */
@Injectable()
export class TrustVersions {
  constructor(
    private readonly versions: IdpTrustVersionsRepository,
    private readonly intake: MetadataIntake,
    private readonly store: StoreIdpTrust,
  ) {}

  /** Newest first; one more than the page's limit where there are more. */
  list(tenant: TenantRef, page: PageRequest): Promise<FoundVersion[]> {
    return this.versions.list(tenant.id, page);
  }

  /** Throws `not_found`. */
  async require(tenant: TenantRef, number: string): Promise<IdpTrustVersionEntity> {
    const version = /^[1-9]\d{0,8}$/.test(number)
      ? await this.versions.find(tenant.id, Number(number))
      : null;
    if (version) return version;
    throw new Problem('not_found', say`There is no such version of the trust, or it is no longer kept.`);
  }

  /**
   * Makes a new version of an old one's document, held to what an upload is held to now. It becomes an upload, also where it came from
   * an address: whoever goes back because of what that address gave would have it again an hour later.
   * Throws `not_found`, `idp.metadata_invalid`, `precondition_failed`.
   */
  async restore(
    tenant: TenantRef,
    number: string,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<FoundTrust> {
    const version = await this.require(tenant, number);
    const taken = await this.intake.retake(version);
    const details = { restoredVersion: version.number };
    return this.store.run(tenant, { taken, ifMatch, reason: 'restore', details }, context);
  }
}
