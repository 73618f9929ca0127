/** What several rounds gave. */
export interface Measured {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function measured(rounds: readonly number[]): Measured {
  const sorted = sort(rounds);
  return { median: median(sorted), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** Of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = sort(numbers);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}

/** @param sorted ascending */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Round by round: what both sides of a round suffer from cancels out. */
export function ratios(rounds: readonly number[], others: readonly number[]): number[] {
  return rounds.map((round, index) => round / (others[index] ?? NaN));
}

function sort(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}
