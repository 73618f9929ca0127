import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { IdpTrustService } from './idp-trust.service';
import type { FoundTrust } from './idp-trusts.repository';
import { RefreshIdpTrust } from './refresh-idp-trust';
import { say } from '../sentences/sentence';

/** The refresh that an administrator asks for. */
@Injectable()
export class RefreshOnDemand {
  constructor(
    private readonly trusts: IdpTrustService,
    private readonly refresh: RefreshIdpTrust,
  ) {}

  /**
   * @returns the trust as it is then
   * Throws `idp.not_configured`; `conflict` where it has no address; `idp.metadata_invalid`, `idp.metadata_unreachable`.
   */
  async run(tenant: TenantRef, context: RequestContext): Promise<FoundTrust> {
    const trust = await this.trusts.require(tenant);
    if (trust.metadataUrl === null) {
      throw new Problem(
        'conflict',
        say`The trust was uploaded, and has no address to be fetched from: set it anew with metadataUrl.`,
      );
    }
    const outcome = await this.refresh.run(trust, context);
    if (outcome.kind === 'failed') throw outcome.problem;
    return this.trusts.require(tenant);
  }
}
