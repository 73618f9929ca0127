import { strip } from '../white-space';

const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,20}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const MINUTE = 60_000;

/**
 * An xs:dateTime as SAML uses it (saml-core 1.3.3): in UTC, or with an offset, since some IdPs write one. Without either it
 * says no instant, and is undefined like any other text. Years 0001 to 9999; what is finer than a millisecond is cut off.
 */
export function readInstant(text: string): Date | undefined {
  const match = DATE_TIME.exec(strip(text));
  if (!match) return undefined;
  const [, day = '', time = '', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const written = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const instant = new Date(written);
  // Impossible days roll over (30 February), and 24:00 does too: what does not read back is refused.
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== written) return undefined;
  if (day.startsWith('0000') || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const utc = new Date(instant.getTime() - (sign === '-' ? -offset : offset));
  return utc.getUTCFullYear() >= 1 && utc.getUTCFullYear() <= 9999 ? utc : undefined;
}

/** To the second, as every IdP reads it. */
export function writeInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
