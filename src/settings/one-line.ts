/** Control characters, line and paragraph separators, what turns the direction of the text around it, and what XML can not carry. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u;

/** A text for people to read, which pages and logs can show on a line. */
export function isOneLine(text: string, maxLength: number): boolean {
  return text.length > 0 && text.length <= maxLength && text.trim() === text && !UNPRINTABLE.test(text);
}
