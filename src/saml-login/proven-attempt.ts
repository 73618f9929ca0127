import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import type { ProblemCode } from '../http/codes';
import { Problem } from '../http/problem';
import { RateLimits } from '../http/rate-limits';
import type { RequestContext } from '../http/request';
import { LoginCounts } from '../login-counts/login-counts.service';
import { isRefusal, LoginRefusal, type Refusal, refusalProblem } from './login-refusal';
import { LoginTally } from './login-tally';
import { TenantsService } from '../tenants/tenants.service';
import { type LoginGate, TenantStrategies } from './tenant-strategies';

/** An attempt's own word that the version it was computed from is no longer the stored one: nothing was written. */
export const STALE = Symbol('stale');

/** The audit event's type. */
export type AttemptType = 'login' | 'logout';

export interface AttemptListener {
  /** Told of a refusal that is in the audit trail, before it is answered: of those beyond a limit it is not. It must not throw. */
  readonly refused?: (gate: LoginGate, refusal: Refusal) => Promise<void>;
}

const MAX_ATTEMPTS = 5;

/**
 * Runs an attempt against a tenant's cached trust, so that its answer holds at the stored version: an attempt that finds itself
 * stale, and a refusal that can't be proven current, are tried anew on what is stored now.
 */
@Injectable()
export class ProvenAttempt {
  private readonly log = new Logger(ProvenAttempt.name);

  constructor(
    private readonly strategies: TenantStrategies,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
    private readonly limits: RateLimits,
    private readonly tally: LoginTally,
    private readonly counts: LoginCounts,
  ) {}

  /**
   * @throws Problem: the refusal, once it is in the audit trail; `request.rate_limited` instead, unrecorded, where the tenant has too
   * many; `tenant.not_found`; `unavailable` where the trust won't hold still
   */
  async run<T>(
    type: AttemptType,
    alias: string,
    context: RequestContext,
    attempt: (gate: LoginGate) => Promise<T | typeof STALE>,
    { refused }: AttemptListener = {},
  ): Promise<T> {
    for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
      const gate = await this.strategies.find(alias);
      if (!gate) throw new Problem('tenant.not_found', 'There is no tenant of this name. Check the address.');
      try {
        const result = await attempt(gate);
        if (result !== STALE) return result;
      } catch (refusal) {
        if (!isRefusal(refusal)) throw refusal;
        const answer = await this.record(type, gate, refusal, context);
        if (answer?.code === refusal.code) await refused?.(gate, refusal);
        if (answer) throw answer;
      }
      this.strategies.drop(gate);
    }
    throw new Problem('unavailable', "The tenant's trust is being changed right now. Try again in a moment.");
  }

  /** @returns what to answer; null where the refusal was computed from a version that is no longer the stored one */
  private async record(
    type: AttemptType,
    { tenant }: LoginGate,
    refusal: Refusal,
    context: RequestContext,
  ): Promise<Problem | null> {
    const tooMany = this.limits.countRefusal(type, tenant.id, context.ip);
    const isCurrent = tooMany
      ? await this.tenants.isStored(tenant)
      : await this.append(type, tenant, refusal, context);
    if (!isCurrent) return null;
    if (type === 'login') this.count(tenant.id, (tooMany ?? refusal).code);
    if (refusal.cause instanceof Error) this.log.warn(`${refusal.code} because of: ${refusal.cause.message}`);
    return tooMany ?? refusalProblem(type, refusal);
  }

  private count(tenantId: string, code: ProblemCode): void {
    this.tally.countRefusal(code);
    this.counts.countRefusal(tenantId, code);
  }

  private append(
    type: AttemptType,
    tenant: LoginGate['tenant'],
    refusal: Refusal,
    context: RequestContext,
  ): Promise<boolean> {
    const { code, expected, actual, hint } = refusal;
    const userName = refusal instanceof LoginRefusal ? refusal.userName : undefined;
    const details = { expected, actual, hint };
    return this.audit.appendRefusal({ type, tenant, userName, code, details, context });
  }
}
