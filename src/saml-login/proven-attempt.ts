import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Metrics } from '../http/metrics';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { isRefusal, LoginRefusal, type Refusal, refusalProblem } from './login-refusal';
import { type LoginGate, TenantStrategies } from './tenant-strategies';

/** An attempt's own word that the version it was computed from is no longer the stored one: nothing was written. */
export const STALE = Symbol('stale');

/** The audit event's type. */
export type AttemptType = 'login' | 'logout';

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
    private readonly audit: AuditService,
    private readonly metrics: Metrics,
  ) {}

  /** @throws Problem: the refusal, once it is in the audit trail; `tenant.not_found`; `unavailable` where the trust won't hold still */
  async run<T>(
    type: AttemptType,
    alias: string,
    context: RequestContext,
    attempt: (gate: LoginGate) => Promise<T | typeof STALE>,
  ): Promise<T> {
    for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
      const gate = await this.strategies.find(alias);
      if (!gate) throw new Problem('tenant.not_found', 'There is no tenant of this name. Check the address.');
      try {
        const result = await attempt(gate);
        if (result !== STALE) return result;
      } catch (refusal) {
        if (!isRefusal(refusal)) throw refusal;
        if (await this.record(type, gate, refusal, context)) throw this.told(type, refusal);
      }
      this.strategies.drop(gate);
    }
    throw new Problem('unavailable', "The tenant's trust is being changed right now. Try again in a moment.");
  }

  /** False where the refusal was computed from a version that is no longer the stored one. */
  private record(
    type: AttemptType,
    { tenant }: LoginGate,
    refusal: Refusal,
    context: RequestContext,
  ): Promise<boolean> {
    const { code, expected, actual, hint } = refusal;
    const userName = refusal instanceof LoginRefusal ? refusal.userName : undefined;
    return this.audit.appendRefusal({
      type,
      tenant,
      userName,
      code,
      details: { expected, actual, hint },
      context,
    });
  }

  private told(type: AttemptType, refusal: Refusal): Problem {
    if (type === 'login') this.metrics.countLogin(refusal.code);
    if (refusal.cause instanceof Error) this.log.warn(`${refusal.code} because of: ${refusal.cause.message}`);
    return refusalProblem(type, refusal);
  }
}
