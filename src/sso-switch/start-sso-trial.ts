import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { IdpTrustService } from '../idp-trust/idp-trust.service';
import { SsoTrials } from '../tenants/sso-trials.service';

@Injectable()
export class StartSsoTrial {
  constructor(
    private readonly trusts: IdpTrustService,
    private readonly trials: SsoTrials,
  ) {}

  /** @returns when it ends. Throws `idp.not_configured`: nobody could confirm it; `conflict`, `tenant.not_found`. */
  async run(tenant: TenantRef, context: RequestContext): Promise<Date> {
    await this.trusts.require(tenant);
    return this.trials.start(tenant, context);
  }
}
