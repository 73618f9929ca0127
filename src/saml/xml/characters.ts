/** What XML 1.0 (fifth edition) allows where. In UTF-16 units, since that is what strings are made of. */

type Range = readonly [first: number, last: number];

// XML 1.0, 2.3 [4] NameStartChar and what [4a] NameChar has beyond it, without the colon.
const NAME_START: readonly Range[] = [
  [0x41, 0x5a], // A to Z
  [0x5f, 0x5f], // _
  [0x61, 0x7a], // a to z
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
];
const NAME_REST: readonly Range[] = [
  ...NAME_START,
  [0x2d, 0x2e], // - and .
  [0x30, 0x39], // 0 to 9
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];
const LONGEST_NAME = 1024;

const MAY_BEGIN = tableOf(NAME_START);
const MAY_GO_ON = tableOf(NAME_REST);

/** A 1 for each unit of the ranges: names are what a parse looks at most, and nothing tells them apart faster. */
function tableOf(ranges: readonly Range[]): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [first, last] of ranges) table.fill(1, first, last + 1);
  return table;
}

/**
 * Where the NCName (Namespaces in XML 1.0 [4]) that begins at `start` ends; `start` itself where none does. Up to U+FFFF: no name
 * in SAML goes beyond, and so the order of UTF-16 units is that of code points. Of at most 1024 characters.
 */
export function endOfName(text: string, start: number): number {
  if (start >= text.length || MAY_BEGIN[text.charCodeAt(start)] !== 1) return start;
  let end = start + 1;
  while (end < text.length && MAY_GO_ON[text.charCodeAt(end)] === 1) end += 1;
  return end - start > LONGEST_NAME ? start : end;
}

export function isName(text: string): boolean {
  return text !== '' && endOfName(text, 0) === text.length;
}

/** Space, tab and line feed; a carriage return is normalised away before it is asked for. */
export const SPACE = '[ \\t\\n]';

export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa || unit === 0x9;
}

/** Neither control characters nor U+FFFE and U+FFFF: most messages are one line of that, and a run of one range is found in half the time. */
const PLAIN = /^[\x20-\uFFFD]*$/;
// XML 1.0, 2.2 [2] Char, apart from surrogates.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const ILLEGAL = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The offset of the first character that no XML document may hold, or -1. */
export function findIllegalCharacter(text: string): number {
  const illegal = PLAIN.test(text) ? -1 : text.search(ILLEGAL);
  return illegal >= 0 || text.isWellFormed() ? illegal : text.search(LONE_SURROGATE);
}

export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd;
  if (codePoint <= 0xd7ff) return true;
  return (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}
