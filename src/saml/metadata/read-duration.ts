const DURATION =
  /^P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d{1,20})?S)?)?$/;
const DAY = 86_400;

/** Of a year, a month, a day, an hour, a minute and a second, in the order in which they are written. */
const SECONDS = [365 * DAY, 30 * DAY, DAY, 3600, 60, 1];

/** A longer one says nothing more. */
const LONGEST = 365 * DAY;

/** An xs:duration (XML Schema 2, 3.2.6) in seconds, a year at most; undefined where it is none, or is negative. A month counts as 30 days. */
export function readDuration(text: string): number | undefined {
  const written = text.trim();
  const match = DURATION.exec(written);
  if (!match || !/\d[A-Z]$/.test(written)) return undefined;
  const seconds = SECONDS.reduce((sum, unit, place) => sum + unit * Number(match[place + 1] ?? 0), 0);
  return Math.min(seconds, LONGEST);
}
