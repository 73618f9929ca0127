import { ValidateBy } from 'class-validator';
import { say } from '../sentences/sentence';
import { rule } from './rule';

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An RFC 3339 time; undefined where it is none, a 31st of April too, or its offset leads out of the years that can be written so. */
export function readInstant(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (year === undefined || !isDayOfMonth(Number(year), Number(month), Number(day))) return undefined;
  const instant = new Date(text.toUpperCase());
  if (Number.isNaN(instant.getTime()) || !/^\d{4}-/.test(instant.toISOString())) return undefined;
  return instant;
}

export const IsInstant = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: (value) => readInstant(value) !== undefined,
      },
    },
    rule(say`must be an RFC 3339 time with seconds and an offset, 2026-01-31T09:30:00Z`),
  );

function isDayOfMonth(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
