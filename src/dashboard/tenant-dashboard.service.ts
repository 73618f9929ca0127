import { Injectable } from '@nestjs/common';
import type { TenantRef } from '../http/tenant-ref';
import { LoginCounts } from '../login-counts/login-counts.service';
import { RamUsersService } from '../ram-users/ram-users.service';
import { SessionsService } from '../sessions/sessions.service';
import { Clock } from '../settings/clock';
import { type TrustHealth, TrustHealthService } from '../trust-health/trust-health.service';
import { COUNTED_UP_TO, type Counted, countUpTo } from './counted';
import { type Ending, endingsOf } from './ending';
import { firstShownDay, showLogins, type ShownLogins } from './login-days';

export interface TenantDashboard extends Pick<TrustHealth, 'checkedAt' | 'status' | 'warnings'> {
  readonly users: Counted;
  readonly sessions: Counted;
  readonly logins: ShownLogins;
  readonly endings: readonly Ending[];
}

/** Live sessions are joined with their users: those cost more to count. */
const SESSIONS_COUNTED_UP_TO = 1000;

@Injectable()
export class TenantDashboardService {
  constructor(
    private readonly clock: Clock,
    private readonly health: TrustHealthService,
    private readonly counts: LoginCounts,
    private readonly users: RamUsersService,
    private readonly sessions: SessionsService,
  ) {}

  /** Throws `tenant.not_found` where the tenant has gone meanwhile. */
  async read(tenant: TenantRef): Promise<TenantDashboard> {
    const now = this.clock.now();
    // First: it stores what this node has counted.
    const { checkedAt, status, warnings, trust, spKeys } = await this.health.examine(tenant);
    const [outcomes, users, sessions] = await Promise.all([
      this.counts.listOutcomes(tenant.id, firstShownDay(now)),
      countUpTo(COUNTED_UP_TO, (most) => this.users.count(tenant, most)),
      countUpTo(SESSIONS_COUNTED_UP_TO, (most) => this.sessions.count(tenant.id, most)),
    ]);
    const logins = showLogins(outcomes, now);
    return { checkedAt, status, warnings, users, sessions, logins, endings: endingsOf(trust, spKeys, now) };
  }
}
