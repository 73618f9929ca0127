/**
 * Strips XML's white space, and no other, from around a text: a no-break space is part of a name, and so makes it another one.
 * By hand, since a pattern for the end looks at a long run of blanks inside once for each of them.
 */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isWhiteSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}
