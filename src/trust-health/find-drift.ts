import { type CountKind, NO_REQUEST } from '../login-counts/count-values';
import type { FoundCount } from '../login-counts/count-buffer';
import { type CountedOften, sumByValue, totalOf } from './count-summary';

/** What an IdP should not change unnoticed. */
export const WATCHED_KINDS = [
  'clock_difference',
  'signature_algorithm',
  'digest_algorithm',
  'signature_place',
  'binding',
  'name_id_format',
] as const satisfies readonly CountKind[];

export type WatchedKind = (typeof WATCHED_KINDS)[number];

/** How sign-ins were of late, beside the week before. */
export interface Drift {
  readonly kind: WatchedKind;
  readonly lately: readonly CountedOften[];
  readonly before: readonly CountedOften[];
  /** Of `clock_difference`, in seconds, by how many the IdP's clock was ahead; null without sign-ins. */
  readonly median: number | null;
  readonly medianBefore: number | null;
  readonly isChanged: boolean;
}

/** Fewer sign-ins in the week before say too little of what is usual. */
const LEAST_BEFORE = 5;
/** One that lingered on the way says nothing of a clock. */
const LEAST_LATELY = 3;
/** In seconds; the median must move by that to count as moved. */
const CLOCK_MOVE = 15;
/** What is below is told as no difference. */
const LEAST_DIFFERENCE = 3;

/**
 * @param lately sign-ins of today and yesterday
 * @param before of the seven days before those
 */
export function findDrift(
  lately: readonly FoundCount[],
  before: readonly FoundCount[],
  clockSkewSeconds: number,
): Drift[] {
  return WATCHED_KINDS.map((kind) => {
    const [now, then] = [sumByValue(lately, kind), sumByValue(before, kind)];
    const isClock = kind === 'clock_difference';
    const [median, medianBefore] = isClock ? [medianOf(now), medianOf(then)] : [null, null];
    const isChanged = isClock ? isClockOff(now, then, clockSkewSeconds) : newValues(now, then).length > 0;
    return { kind, lately: now, before: then, median, medianBefore, isChanged };
  });
}

/** Values of late that were not among the usual ones; none where it is not known what is usual. */
export function newValues(
  lately: readonly CountedOften[],
  before: readonly CountedOften[],
): readonly CountedOften[] {
  // Whether people begin here or at the IdP is theirs to choose.
  const usual = before.filter(({ value }) => value !== NO_REQUEST);
  if (totalOf(usual) < LEAST_BEFORE) return [];
  return lately.filter(({ value }) => value !== NO_REQUEST && !usual.some((one) => one.value === value));
}

/** Beyond half of what is tolerated, or moved since the week before. */
function isClockOff(
  lately: readonly CountedOften[],
  before: readonly CountedOften[],
  clockSkewSeconds: number,
): boolean {
  const median = medianOf(lately);
  if (median === null || totalOf(lately) < LEAST_LATELY) return false;
  if (Math.abs(median) >= Math.max(clockSkewSeconds / 2, LEAST_DIFFERENCE)) return true;
  const medianBefore = medianOf(before);
  if (medianBefore === null || totalOf(before) < LEAST_BEFORE) return false;
  return Math.abs(median - medianBefore) >= CLOCK_MOVE;
}

function medianOf(differences: readonly CountedOften[]): number | null {
  const sorted = differences
    .map(({ value, count }) => ({ seconds: Number(value), count }))
    .sort((one, other) => one.seconds - other.seconds);
  let left = totalOf(differences) / 2;
  for (const { seconds, count } of sorted) {
    left -= count;
    if (left <= 0) return seconds;
  }
  return null;
}
