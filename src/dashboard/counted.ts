/** As far as it is counted: what a look may cost has a bound, however many there are. */
export interface Counted {
  readonly count: number;
  /** Whether there are more. */
  readonly more: boolean;
}

export const COUNTED_UP_TO = 10_000;

/** @param count called with the bound and one, of what there is at most so much */
export async function countUpTo(bound: number, count: (most: number) => Promise<number>): Promise<Counted> {
  return boundedAt(bound, await count(bound + 1));
}

export function boundedAt(bound: number, found: number): Counted {
  return { count: Math.min(found, bound), more: found > bound };
}
