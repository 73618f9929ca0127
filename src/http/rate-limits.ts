import { Injectable } from '@nestjs/common';
import { IPv6 } from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { Problem } from './problem';

/** Requests a minute and address. Generous: a whole office may sit behind one address. */
const PER_MINUTE = {
  acs: 1200,
  'login-start': 1200,
  session: 6000,
  'sp-metadata': 1200,
  metrics: 600,
  docs: 600,
  'failed-authentication': 60,
} as const;

export type LimitName = keyof typeof PER_MINUTE;

/** Addresses remembered at once; beyond, the one not seen for the longest time is forgotten. */
const MAX_ADDRESSES = 50_000;
const MINUTE_MS = 60_000;

interface Bucket {
  left: number;
  filledAt: number;
}

/** Token buckets by limit and client address, in this node's memory: a brake against floods, not an accountant. */
@Injectable()
export class RateLimits {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_ADDRESSES });

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Counts one; throws `request.rate_limited` when none is left. */
  take(name: LimitName, address: string): void {
    if (this.settings.rateLimitFactor === 0) return;
    const bucket = this.fill(name, address);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return;
    }
    const seconds = Math.ceil(((1 - bucket.left) * 60) / this.perMinute(name));
    throw new Problem(
      'request.rate_limited',
      `Too many requests from this address: try again in ${seconds} s.`,
      {
        headers: { 'retry-after': String(seconds) },
      },
    );
  }

  private fill(name: LimitName, address: string): Bucket {
    const now = this.clock.now().getTime();
    const capacity = this.perMinute(name);
    const key = `${name} ${network(address)}`;
    const bucket = this.buckets.get(key) ?? { left: capacity, filledAt: now };
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.left = Math.min(capacity, bucket.left + (elapsed * capacity) / MINUTE_MS);
    bucket.filledAt = now;
    this.buckets.set(key, bucket);
    return bucket;
  }

  private perMinute(name: LimitName): number {
    return Math.max(1, PER_MINUTE[name] * this.settings.rateLimitFactor);
  }
}

/** An IPv6 client usually has a /64 to itself and can take any address in it. */
function network(address: string): string {
  return IPv6.isValid(address) ? IPv6.parse(address).parts.slice(0, 4).join(':') : address;
}
