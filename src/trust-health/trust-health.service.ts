import { Injectable } from '@nestjs/common';
import type { TenantRef } from '../http/tenant-ref';
import { IdpTrustService, type IdpTrustStatus } from '../idp-trust/idp-trust.service';
import type { FoundUse } from '../login-counts/count-buffer';
import { SUCCESS } from '../login-counts/count-values';
import { dayOf, LoginCounts } from '../login-counts/login-counts.service';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import type { DatedSpKey } from '../sp-keys/sp-key-facts';
import { SpKeys } from '../sp-keys/sp-keys.service';
import { isSsoOn } from '../tenants/sso-trial';
import { TenantsService } from '../tenants/tenants.service';
import { type CountedRefusal, refusalsIn, sumByValue } from './count-summary';
import { daysBefore } from './days';
import { type Drift, findDrift } from './find-drift';
import { findWarnings, type HealthFacts, type HealthWarning } from './find-warnings';

export interface TrustHealth {
  readonly checkedAt: Date;
  /** `failing`: nobody can sign in. */
  readonly status: 'ok' | 'warning' | 'failing';
  /** Null without a trust. */
  readonly trust: IdpTrustStatus | null;
  readonly spKeys: readonly DatedSpKey[];
  readonly lastSuccessAt: Date | null;
  /** Of the last seven days. */
  readonly refusals: readonly CountedRefusal[];
  /** By the fingerprint of the key's certificate. */
  readonly signedBy: readonly FoundUse[];
  readonly drift: readonly Drift[];
  readonly warnings: readonly HealthWarning[];
}

/** Today and yesterday, so that what changed in the night is still told the next day. */
const LATELY_DAYS = 1;
/** Of the week before those. */
const BEFORE_DAYS = 8;
const REFUSAL_DAYS = 6;

/** Says how a tenant's sign-in fares, and what will keep it from working. */
@Injectable()
export class TrustHealthService {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustService,
    private readonly spKeys: SpKeys,
    private readonly counts: LoginCounts,
  ) {}

  /** Throws `tenant.not_found` where the tenant has gone meanwhile. */
  async examine(tenant: TenantRef): Promise<TrustHealth> {
    const now = this.clock.now();
    const day = (before: number) => dayOf(daysBefore(now, before));
    const { tenant: switched, trust, spKeys, counts, uses } = await this.read(tenant, day(BEFORE_DAYS));
    const lately = counts.filter((count) => count.day >= day(LATELY_DAYS));
    const before = counts.filter((count) => count.day < day(LATELY_DAYS));
    const { clockSkewSeconds } = this.settings;
    const drift = findDrift(lately, before, clockSkewSeconds);
    const successes = sumByValue(lately, 'outcome').find(({ value }) => value === SUCCESS)?.count ?? 0;
    const logins = { drift, successes, refusals: refusalsIn(lately) };
    const facts = { now, clockSkewSeconds, isSsoEnabled: isSsoOn(switched, now), trust, spKeys, ...logins };
    const warnings = findWarnings(facts);
    return {
      checkedAt: now,
      status: statusOf(facts, warnings),
      trust,
      spKeys,
      lastSuccessAt: uses.find(({ kind }) => kind === 'outcome')?.lastAt ?? null,
      refusals: refusalsIn(counts.filter((count) => count.day >= day(REFUSAL_DAYS))),
      signedBy: uses.filter(({ kind }) => kind === 'signing_key'),
      drift,
      warnings,
    };
  }

  private async read({ id, alias }: TenantRef, fromDay: string) {
    // What this node has counted is told at once, what others have within seconds.
    await this.counts.flush();
    const [tenant, trust, spKeys, counts, uses] = await Promise.all([
      this.tenants.require(alias),
      this.trusts.findStatus(id),
      this.spKeys.listPublished(id),
      this.counts.list(id, fromDay),
      this.counts.listUses(id),
    ]);
    return { tenant, trust, spKeys, counts, uses };
  }
}

function statusOf(
  { trust, isSsoEnabled }: Pick<HealthFacts, 'trust' | 'isSsoEnabled'>,
  warnings: readonly HealthWarning[],
): TrustHealth['status'] {
  if (!isSsoEnabled || !trust?.isUsable) return 'failing';
  return warnings.length > 0 ? 'warning' : 'ok';
}
