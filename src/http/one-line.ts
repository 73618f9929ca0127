import { ValidateBy } from 'class-validator';

/** Control characters, line and paragraph separators, what turns the direction of the text around it, and what XML can not carry. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u;

function isOneLine(text: unknown, maxLength: number): boolean {
  if (typeof text !== 'string' || text.length === 0 || text.length > maxLength) return false;
  return text.trim() === text && !UNPRINTABLE.test(text);
}

/** A text for people to read, which pages and logs can show on a line. */
export const IsOneLine = (maxLength: number): PropertyDecorator =>
  ValidateBy({
    name: 'isOneLine',
    validator: {
      validate: (value) => isOneLine(value, maxLength),
      defaultMessage: () =>
        `must be a text of 1 to ${maxLength} characters without control characters, and without spaces around it`,
    },
  });
