import type { BenchResults } from './results';

/** So much more than the recorded one is a loss, and less than that may be chance. */
const TOLERATED = 0.1;

export interface Comparison {
  readonly recorded: number;
  readonly now: number;
  /** As a share of the recorded one; below zero it became cheaper. */
  readonly change: number;
  readonly isLoss: boolean;
}

/**
 * CPU of a login against node-saml's verification in the same run: a ratio, so that another or a busier machine does not count.
 */
export function compare(
  recorded: Pick<BenchResults, 'loginRatio'>,
  now: Pick<BenchResults, 'loginRatio'>,
): Comparison {
  const before = recorded.loginRatio.median;
  const after = now.loginRatio.median;
  const change = after / before - 1;
  return { recorded: before, now: after, change, isLoss: !(change <= TOLERATED) };
}

/** @throws Error where it is no file of results */
export function readRecorded(text: string): Pick<BenchResults, 'loginRatio'> {
  const { loginRatio } = JSON.parse(text) as { loginRatio?: { median?: unknown } };
  const median = loginRatio?.median;
  if (typeof median === 'number' && median > 0)
    return { loginRatio: { median, least: median, most: median } };
  throw new Error('it holds no results of a benchmark: loginRatio.median is missing');
}
