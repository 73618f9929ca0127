import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ProblemCode } from '../http/codes';
import { Clock } from '../settings/clock';
import { CountBuffer, type DayCount, type DayOutcome, type FoundCount, type FoundUse } from './count-buffer';
import { type CountedValue, type SignInFacts, valuesOfRefusal, valuesOfSignIn } from './count-values';
import { LoginCountsRepository } from './login-counts.repository';

const FLUSH_INTERVAL_MS = 10_000;
/** Different ones between two flushes: some two thousand tenants that are busy at once on one node. */
const MOST_COUNTS = 20_000;
const ROWS_A_STATEMENT = 1000;

/** Counts in memory, and adds to the database every ten seconds: no login waits for it, or fails by it. */
@Injectable()
export class LoginCounts implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(LoginCounts.name);
  private readonly buffer = new CountBuffer(MOST_COUNTS);
  private timer: NodeJS.Timeout | undefined;
  private flushed: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly repository: LoginCountsRepository,
  ) {}

  countSignIn(tenantId: string, facts: SignInFacts): void {
    const now = this.clock.now();
    this.count(tenantId, valuesOfSignIn(facts, now), now);
  }

  /** Of whoever asked: nothing that the message says is counted. */
  countRefusal(tenantId: string, code: ProblemCode): void {
    this.count(tenantId, valuesOfRefusal(code), this.clock.now());
  }

  /** Of a tenant, from a day (in UTC, `2026-01-31`) on, as it was stored: some seconds late. */
  list(tenantId: string, fromDay: string): Promise<FoundCount[]> {
    return this.repository.list(tenantId, fromDay);
  }

  /** How a tenant's logins came out, likewise. */
  listOutcomes(tenantId: string, fromDay: string): Promise<DayOutcome[]> {
    return this.repository.listOutcomes(tenantId, fromDay);
  }

  /** Those of all tenants together, of such that are gone by now too. */
  listPlatformOutcomes(fromDay: string): Promise<DayOutcome[]> {
    return this.repository.listPlatformOutcomes(fromDay);
  }

  /** By which keys a tenant's logins were signed, and when one last went well, as far as counts are kept; the latest first. */
  listUses(tenantId: string): Promise<FoundUse[]> {
    return this.repository.listUses(tenantId);
  }

  /** Stores what was counted so far, after what is being stored already. */
  flush(): Promise<void> {
    this.flushed = this.flushed.then(() => this.store());
    return this.flushed;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_INTERVAL_MS).unref();
  }

  /** The last logins are answered by now, and the database goes away after this. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private count(tenantId: string, values: readonly CountedValue[], now: Date): void {
    const day = dayOf(now);
    for (const { kind, value } of values)
      this.buffer.add({ tenantId, day, kind, value, count: 1, lastAt: now });
  }

  private async store(): Promise<void> {
    const { counts, dropped } = this.buffer.take();
    if (dropped > 0) this.log.warn(`${dropped} counts of logins were dropped: there were too many to keep`);
    for (let start = 0; start < counts.length; start += ROWS_A_STATEMENT) {
      await this.storeSome(counts.slice(start, start + ROWS_A_STATEMENT));
    }
  }

  /** What could not be stored is tried again the next time. */
  private async storeSome(counts: readonly DayCount[]): Promise<void> {
    try {
      await this.repository.add(counts);
    } catch (error) {
      this.log.warn(
        `counts of logins were not stored: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      for (const count of counts) this.buffer.add(count);
    }
  }
}

/** In UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
