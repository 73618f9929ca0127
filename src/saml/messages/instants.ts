import { strip } from '../white-space';

const DATE_TIME =
  /^(\d{4})-\d\d-(\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.(\d{1,20}))?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;
const MINUTE = 60_000;

/**
 * An xs:dateTime as SAML uses it (saml-core 1.3.3): in UTC, or with an offset, since some IdPs write one. Without either it
 * says no instant, and is undefined like any other text. Years 0001 to 9999; what is finer than a millisecond is cut off.
 */
export function readInstant(text: string): Date | undefined {
  const written = strip(text);
  const match = DATE_TIME.exec(written);
  if (!match) return undefined;
  const [, year, day, fraction = '', sign, hours = '0', minutes = '0'] = match;
  const instant = new Date(`${written.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // An impossible day rolls over into the next month (30 February); anything else impossible is no number.
  if (year === '0000' || instant.getUTCDate() !== Number(day)) return undefined;
  if (sign === undefined) return instant;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const utc = new Date(instant.getTime() - (sign === '-' ? -offset : offset));
  return utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999 ? utc : undefined;
}

/** To the second, as every IdP reads it. */
export function writeInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
