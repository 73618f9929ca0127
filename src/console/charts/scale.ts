/** What an axis ends at, and where its lines are: 1, 2 or 5 of some power of ten apart, at most five of them. */
export interface Scale {
  readonly top: number;
  readonly lines: readonly number[];
}

const MOST_LINES = 5;

/** For counts from nothing to `most`. */
export function scaleFor(most: number): Scale {
  const step = stepFor(Math.max(most, 1));
  const top = Math.max(Math.ceil(most / step), 1) * step;
  return { top, lines: Array.from({ length: top / step + 1 }, (_, index) => index * step) };
}

function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / MOST_LINES));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => most / one <= MOST_LINES);
  return Math.max(Math.round(step ?? power * 10), 1);
}

/** A place between two ends, as a share from 0 to 1; what lies outside is at the end that is nearer. */
export function shareOf(value: number, from: number, to: number): number {
  return to <= from ? 0 : Math.min(Math.max((value - from) / (to - from), 0), 1);
}

/** SVG takes fewer digits as well. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
