import { Injectable } from '@nestjs/common';
import { IdpTrustService } from '../idp-trust/idp-trust.service';
import { LoginCounts } from '../login-counts/login-counts.service';
import { Clock } from '../settings/clock';
import { SpKeys } from '../sp-keys/sp-keys.service';
import { TenantsService } from '../tenants/tenants.service';
import { boundedAt, COUNTED_UP_TO, type Counted, countUpTo } from './counted';
import { type Ending, lookedAheadUntil } from './ending';
import { firstShownDay, showLogins, type ShownLogins } from './login-days';
import {
  UNUSABLE_REASONS,
  type UnusableReason,
  UnusableTrustsRepository,
} from './unusable-trusts.repository';

export interface TenantEnding extends Ending {
  /** The tenant's alias. */
  readonly tenant: string;
}

export interface UnusableTenants extends Counted {
  readonly reason: UnusableReason;
  /** Aliases, by name; not all of them where there are many. */
  readonly tenants: readonly string[];
}

export interface PlatformDashboard {
  readonly checkedAt: Date;
  readonly tenants: Counted;
  readonly logins: ShownLogins;
  /** The soonest first; not all where there are many. */
  readonly endings: readonly TenantEnding[];
  /** One a reason. */
  readonly unusable: readonly UnusableTenants[];
}

const MOST_ENDINGS = 50;
const MOST_UNUSABLE = 1000;
const SHOWN_UNUSABLE = 20;

@Injectable()
export class PlatformDashboardService {
  constructor(
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustService,
    private readonly spKeys: SpKeys,
    private readonly counts: LoginCounts,
    private readonly unusable: UnusableTrustsRepository,
  ) {}

  async read(): Promise<PlatformDashboard> {
    const now = this.clock.now();
    // What this node has counted is told at once, what others have within seconds.
    await this.counts.flush();
    const [outcomes, tenants, endings, unusable] = await Promise.all([
      this.counts.listPlatformOutcomes(firstShownDay(now)),
      countUpTo(COUNTED_UP_TO, (most) => this.tenants.count(most)),
      this.findEndings(now),
      Promise.all(UNUSABLE_REASONS.map((reason) => this.findUnusable(reason, now))),
    ]);
    return { checkedAt: now, tenants, logins: showLogins(outcomes, now), endings, unusable };
  }

  private async findEndings(now: Date): Promise<TenantEnding[]> {
    const until = lookedAheadUntil(now);
    const [ofTrusts, ofKeys] = await Promise.all([
      this.trusts.listSoonestEnds(until, MOST_ENDINGS),
      this.spKeys.listSoonestEnds(until, MOST_ENDINGS),
    ]);
    const soonest = [...ofTrusts, ...ofKeys.map((key) => ({ ...key, kind: 'sp_key' as const }))]
      .sort((one, other) => one.notAfter.getTime() - other.notAfter.getTime())
      .slice(0, MOST_ENDINGS);
    const aliases = await this.tenants.findAliases(soonest.map(({ tenantId }) => tenantId));
    return soonest.flatMap(({ tenantId, kind, subject, sha256Fingerprint, notAfter }) => {
      const tenant = aliases.get(tenantId);
      return tenant === undefined ? [] : [{ tenant, kind, subject, sha256Fingerprint, notAfter }];
    });
  }

  private async findUnusable(reason: UnusableReason, now: Date): Promise<UnusableTenants> {
    const bounds = { most: MOST_UNUSABLE + 1, shown: SHOWN_UNUSABLE };
    const { found, aliases } = await this.unusable.find(reason, bounds, now);
    return { reason, ...boundedAt(MOST_UNUSABLE, found), tenants: aliases };
  }
}
