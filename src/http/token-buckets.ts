import { LRUCache } from 'lru-cache';
import type { Clock } from '../settings/clock';

const MINUTE_MS = 60_000;

interface Bucket {
  left: number;
  filledAt: number;
}

/** Token buckets by key, in this process's memory. A full one holds what is given for a minute, and fills at that pace. */
export class TokenBuckets {
  private readonly buckets: LRUCache<string, Bucket>;

  /** @param max keys that are remembered at once; beyond, the one not seen for the longest time is forgotten */
  constructor(
    private readonly clock: Clock,
    max: number,
  ) {
    this.buckets = new LRUCache({ max });
  }

  /** Takes one where there is one. @returns the seconds until there is: 0 where one was taken */
  take(key: string, perMinute: number): number {
    const bucket = this.fill(key, perMinute);
    if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 60) / perMinute);
    bucket.left -= 1;
    return 0;
  }

  private fill(key: string, perMinute: number): Bucket {
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(key) ?? { left: perMinute, filledAt: now };
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.left = Math.min(perMinute, bucket.left + (elapsed * perMinute) / MINUTE_MS);
    bucket.filledAt = now;
    this.buckets.set(key, bucket);
    return bucket;
  }
}
