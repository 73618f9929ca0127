import { type CountKind, SUCCESS } from '../login-counts/count-values';
import type { FoundCount } from '../login-counts/count-buffer';

/** How often each value was counted. */
export interface CountedOften {
  readonly value: string;
  readonly count: number;
}

export interface CountedRefusal {
  readonly code: string;
  readonly count: number;
  readonly lastAt: Date;
}

/** The most frequent first. */
export function sumByValue(counts: readonly FoundCount[], kind: CountKind): CountedOften[] {
  const sums = new Map<string, number>();
  for (const one of counts) {
    if (one.kind === kind) sums.set(one.value, (sums.get(one.value) ?? 0) + one.count);
  }
  return [...sums].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count);
}

export function totalOf(values: readonly CountedOften[]): number {
  return values.reduce((sum, { count }) => sum + count, 0);
}

/** The latest first. */
export function refusalsIn(counts: readonly FoundCount[]): CountedRefusal[] {
  const found = new Map<string, CountedRefusal>();
  for (const { kind, value: code, count, lastAt } of counts) {
    if (kind !== 'outcome' || code === SUCCESS) continue;
    const known = found.get(code);
    found.set(code, {
      code,
      count: count + (known?.count ?? 0),
      lastAt: known && known.lastAt > lastAt ? known.lastAt : lastAt,
    });
  }
  return [...found.values()].sort((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
}
