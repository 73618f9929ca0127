export const DAY_MS = 86_400_000;

/** Begun days: what ends within the hour has one left, what has ended 0 or less. */
export function daysUntil(end: Date, now: Date): number {
  const days = Math.ceil((end.getTime() - now.getTime()) / DAY_MS);
  // Never -0, which JSON has not.
  return days === 0 ? 0 : days;
}

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
