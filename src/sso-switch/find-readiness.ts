import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import type { TenantRef } from '../http/tenant-ref';
import { type IdpTrustStatus, IdpTrustService } from '../idp-trust/idp-trust.service';
import { MatchedUsers, type UserMatches } from '../ram-users/matched-users.service';
import { TenantsService } from '../tenants/tenants.service';
import { type LastTest, lastTestOf } from './last-test';
import { readinessWarnings, type ReadinessWarning } from './readiness-warnings';

/** Of the last days the matches count. */
export const MATCHED_DAYS = 30;
/** So many of those who would be locked out are named. */
const NAMED = 100;

/** What an administrator should see before single sign-on is switched on. */
export interface Readiness {
  readonly ssoEnabled: boolean;
  readonly ssoTrialEndsAt: Date | null;
  /** Null without one. */
  readonly trust: IdpTrustStatus | null;
  readonly lastTest: LastTest | null;
  readonly users: UserMatches;
  readonly warnings: readonly ReadinessWarning[];
}

@Injectable()
export class FindReadiness {
  constructor(
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustService,
    private readonly users: MatchedUsers,
    private readonly audit: AuditService,
  ) {}

  /** Throws `tenant.not_found` where the tenant has gone meanwhile. */
  async run(tenant: TenantRef): Promise<Readiness> {
    const [{ ssoEnabled, ssoTrialEndsAt }, trust, tests] = await Promise.all([
      this.tenants.require(tenant.alias),
      this.trusts.findStatus(tenant.id),
      this.audit.list(tenant.id, { type: 'login.tested' }, { limit: 1, after: undefined }),
    ]);
    const users = await this.users.find(tenant, trust, { days: MATCHED_DAYS, limit: NAMED });
    const lastTest = tests[0] ? lastTestOf(tests[0], trust) : null;
    const warnings = readinessWarnings({ trust, lastTest, users });
    return { ssoEnabled, ssoTrialEndsAt, trust, lastTest, users, warnings };
  }
}
