/** Control characters but tab and line end, and those that turn the direction of writing or can't be seen. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text of others, safe on a terminal: a display name or an IdP's word could hold sequences that move its cursor, change its title or
 * hide what stands there. They are shown as `\u001b`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\t\n]/g, (found) => (found === '\t' ? '\\t' : '\\n'));
}

/** JSON, which escapes some of them already: all are the same in a string of it either way. */
export function printableJson(json: string): string {
  return json.replace(UNPRINTABLE, escaped);
}

function escaped(found: string): string {
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
