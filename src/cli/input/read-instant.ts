import { usageError } from '../cli-error';

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * An instant: `2026-01-31T09:30:00Z`, the beginning of a day in UTC `2026-01-31`, or so long before (or after) now: `15m`, `24h`, `7d`.
 * @param direction -1: a length of time lies back; 1: it lies ahead
 */
export function readInstant(text: string | undefined, now: Date, direction: -1 | 1): string | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined)
    return new Date(now.getTime() + direction * Number(count) * (MILLISECONDS[unit] ?? 0)).toISOString();
  const isInstant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const read = new Date(text);
  if (!isInstant || Number.isNaN(read.getTime()))
    throw usageError(
      `Expected a time such as 2026-01-31T09:30:00Z, 2026-01-31, 15m, 24h or 7d, got "${text}".`,
    );
  return read.toISOString();
}
