/** What XML 1.0 (fifth edition) allows where. Works on UTF-16 units, since that is what strings are made of. */

// XML 1.0, 2.2 [2] Char, and no surrogate without its other half. Without the `u` flag, which costs several times as much.
const ILLEGAL = /[^\t\n\r -\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The offset of the first character that no XML document may hold, or -1. */
export function findIllegalCharacter(text: string): number {
  return text.search(ILLEGAL);
}

export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd;
  if (codePoint <= 0xd7ff) return true;
  return (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}

/** Space, tab and line feed; a carriage return is normalised away before it is asked for. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa || unit === 0x9;
}

// XML 1.0, 2.3 [4] NameStartChar without the colon, as first and last of each range.
const NAME_START: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
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
  [0x10000, 0xeffff],
];

// [4a] NameChar: what may follow besides.
const NAME_REST: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

const STARTS = 1;
const CONTINUES = 2;
const ASCII = Uint8Array.from({ length: 128 }, (_, unit) => classOf(unit));

/** The end of the NCName that begins at `start`; `start` itself where none does. */
export function endOfName(text: string, start: number): number {
  if (classAt(text, start) !== STARTS) return start;
  let at = start;
  do at += isHighSurrogate(text.charCodeAt(at)) ? 2 : 1;
  while (classAt(text, at) !== 0);
  return at;
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (ASCII[unit] ?? 0) : classOf(text.codePointAt(at) ?? 0);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function classOf(codePoint: number): number {
  const isIn = ([first, last]: readonly [number, number]) => codePoint >= first && codePoint <= last;
  if (NAME_START.some(isIn)) return STARTS;
  return NAME_REST.some(isIn) ? CONTINUES : 0;
}
