import { Injectable } from '@nestjs/common';
import type { Counter } from '../counters/counter';
import { Counters } from '../counters/counters';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { clientNetwork } from './client-network';
import { Problem } from './problem';
import { TokenBuckets } from './token-buckets';
import { type Sentence, say } from '../sentences/sentence';

/** Requests a minute and address. Generous: a whole office may sit behind one address. */
const REQUESTS = {
  acs: 1200,
  'login-start': 1200,
  session: 6000,
  console: 6000,
  'sp-metadata': 1200,
  metrics: 600,
  docs: 600,
  // Each asks a server that the caller chose, and waits for it.
  'webhook-test': 60,
  'failed-authentication': 60,
} as const;

/** Refusals a minute: of one tenant, and, once those are used up, of one address at that tenant. */
const REFUSALS = {
  login: { perTenant: 600, perAddress: 20 },
  logout: { perTenant: 600, perAddress: 20 },
  session: { perTenant: 3000, perAddress: 120 },
  authentication: { perTenant: 600, perAddress: 10 },
} as const;

export type LimitName = keyof typeof REQUESTS;
export type RefusalLimitName = keyof typeof REFUSALS;

/** Refused logins that anybody can have written, a minute and node, of which what came is kept. */
const KEPT_STRANGE = 300;

/** Apart, so that made-up tenants push no address out. */
const MAX_ADDRESSES = 50_000;
const MAX_TENANTS = 10_000;

/** Limits in this process's memory, its share of the node's: a brake against floods, not an accountant. */
@Injectable()
export class RateLimits {
  private readonly addresses: TokenBuckets;
  private readonly tenants: TokenBuckets;
  private readonly strange: TokenBuckets;
  private readonly limited: Counter<'limit'>;

  constructor(
    private readonly settings: Settings,
    clock: Clock,
    counters: Counters,
  ) {
    this.limited = counters.counter({
      name: 'ram_sso_rate_limited_total',
      help: 'Requests that were answered 429, by the limit that they met.',
      labels: ['limit'],
    });
    for (const limit of Object.keys(REQUESTS)) this.limited.of({ limit });
    this.addresses = new TokenBuckets(clock, MAX_ADDRESSES);
    this.tenants = new TokenBuckets(clock, MAX_TENANTS);
    this.strange = new TokenBuckets(clock, 1);
  }

  /** Counts a request; throws `request.rate_limited` when none is left. */
  take(name: LimitName, address: string): void {
    if (this.settings.rateLimitFactor === 0) return;
    const seconds = this.addresses.take(`${name} ${clientNetwork(address)}`, this.scaled(REQUESTS[name]));
    if (seconds === 0) return;
    this.limited.of({ limit: name }).add();
    throw tooMany(say`requests from this address`, seconds);
  }

  /**
   * Counts a refusal. It is asked once something is refused, never before: so a flood locks nobody out who would be let in, and while
   * it lasts others still learn why they are refused.
   * @param tenant its id, or what the caller gave for it
   * @returns `request.rate_limited`, to be answered instead, where no more are to be told
   */
  countRefusal(name: RefusalLimitName, tenant: string, address: string): Problem | undefined {
    if (this.settings.rateLimitFactor === 0) return undefined;
    const { perTenant, perAddress } = REFUSALS[name];
    if (this.tenants.take(`${name} ${tenant}`, this.scaled(perTenant)) === 0) return undefined;
    const key = `refused-${name} ${tenant} ${clientNetwork(address)}`;
    const seconds = this.addresses.take(key, this.scaled(perAddress));
    if (seconds === 0) return undefined;
    this.limited.of({ limit: `refused-${name}` }).add();
    return tooMany(say`refusals at this tenant`, seconds);
  }

  /** Whether one more may be kept that no trusted key signed: strangers fill no disk. */
  mayKeepStrange(): boolean {
    if (this.settings.rateLimitFactor === 0) return true;
    return this.strange.take('', this.scaled(KEPT_STRANGE)) === 0;
  }

  private scaled(perMinute: number): number {
    const { rateLimitFactor, workers } = this.settings;
    return Math.max(1, (perMinute * rateLimitFactor) / workers);
  }
}

function tooMany(what: Sentence, seconds: number): Problem {
  return new Problem('request.rate_limited', say`Too many ${what}: try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  });
}
