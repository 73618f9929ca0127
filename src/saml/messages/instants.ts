import { strip } from '../white-space';

const ZERO = 0x30;
const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,3})\d{0,17})?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;
const MINUTE = 60_000;
/** The calendar begins anew after them. `Date.UTC` would take a year below 100 for one of the twentieth century. */
const YEARS_400 = Date.UTC(2400, 0) - Date.UTC(2000, 0);

/**
 * An xs:dateTime as SAML uses it (saml-core 1.3.3): in UTC, or with an offset, since some IdPs write one. Without either it
 * says no instant, and is undefined like any other text. Years 0001 to 9999; what is finer than a millisecond is cut off.
 */
export function readInstant(text: string): Date | undefined {
  const written = strip(text);
  const match = DATE_TIME.exec(written);
  if (!match) return undefined;
  const [, fraction = '', sign, hours = '0', minutes = '0'] = match;
  const year = numberAt(written, 0, 4);
  const day = numberAt(written, 8, 10);
  const instant = new Date(
    Date.UTC(
      year + 400,
      numberAt(written, 5, 7) - 1,
      day,
      numberAt(written, 11, 13),
      numberAt(written, 14, 16),
      numberAt(written, 17, 19),
      Number(fraction.padEnd(3, '0')),
    ) - YEARS_400,
  );
  // An impossible day rolls over into the next month (30 February).
  if (year === 0 || instant.getUTCDate() !== day) return undefined;
  if (sign === undefined) return instant;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const utc = new Date(instant.getTime() - (sign === '-' ? -offset : offset));
  return utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999 ? utc : undefined;
}

/** By hand, and not by `Date`'s own reader: a login has half a dozen of instants, and it takes three times as long. */
function numberAt(digits: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + digits.charCodeAt(at) - ZERO;
  return number;
}

/** To the second, as every IdP reads it. */
export function writeInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
