/** In seconds. */
const MINUTE = 60;
const HOUR = 3600;

/** After the first failed attempt, the second, and so on: as Standard Webhooks suggests. Some three days, then it is given up. */
const WAITS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const MOST_ATTEMPTS = WAITS.length + 1;

/** So that what failed together is not sent together for ever: each wait is longer by up to this share. */
const JITTER = 0.1;

/** How long nothing is sent to a receiver that fails, however much waits for it: it must neither be flooded nor hold up others. */
const LONGEST_PAUSE = 5 * MINUTE;

/** When a message is sent again after so many attempts that failed; null: it is given up. */
export function nextAttempt(attempts: number, now: Date, chance = Math.random()): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : after(wait, now, chance);
}

/** Until when nothing at all is sent to a receiver after so many failures in a row. */
export function pauseAfter(failures: number, now: Date): Date {
  return after(Math.min(WAITS[failures - 1] ?? LONGEST_PAUSE, LONGEST_PAUSE), now, 0);
}

function after(seconds: number, now: Date, chance: number): Date {
  return new Date(now.getTime() + seconds * (1 + JITTER * chance) * 1000);
}
