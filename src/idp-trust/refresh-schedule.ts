/** In seconds. */
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Where the metadata says nothing of it. */
const USUAL = 6 * HOUR;

/** Of what is left of a document's validity: a server that fails for a while must not let it end. */
const SHARE_OF_VALIDITY = 0.75;

/** So that what came together is not asked for together for ever: each wait is longer by up to this share. */
const JITTER = 0.1;

/** What a document says of how long it may be used. */
export interface Lifetime {
  readonly cacheSeconds: number | null;
  readonly validUntil: Date | null;
}

/** When a document is to be fetched again: as it says itself, but at least an hour and at most a day from now. */
export function nextRefresh({ cacheSeconds, validUntil }: Lifetime, now: Date, chance = Math.random()): Date {
  const left = validUntil
    ? (SHARE_OF_VALIDITY * (validUntil.getTime() - now.getTime())) / 1000
    : Number.POSITIVE_INFINITY;
  return after(Math.min(cacheSeconds ?? USUAL, left), now, chance);
}

/** When to try again after so many failures in a row: an hour, then twice as long each time, up to a day. */
export function nextAttempt(failures: number, now: Date, chance = Math.random()): Date {
  return after(HOUR * 2 ** Math.min(failures - 1, 5), now, chance);
}

function after(seconds: number, now: Date, chance: number): Date {
  const bounded = Math.min(Math.max(seconds, HOUR), DAY / (1 + JITTER));
  return new Date(now.getTime() + bounded * (1 + JITTER * chance) * 1000);
}
