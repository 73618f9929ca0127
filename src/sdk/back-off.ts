const FIRST_MS = 250;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next attempt: anything up to twice as long as last time ("full jitter"), so that callers who were
 * refused together do not come back together; and never earlier than the service asked.
 * @param attempt 0 for the first that failed
 * @param random from 0 to 1
 */
export function backOffMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.ceil((retryAfterMs ?? 0) + random * most);
}

/** RFC 9110 10.2.3: seconds, or a date. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
