/** What XML 1.0 (fifth edition) allows where, as sources of patterns. In UTF-16 units, since that is what strings are made of. */

// XML 1.0, 2.3 [4] NameStartChar and [4a] NameChar, without the colon.
const NAME_START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const NAME_REST = `${NAME_START}.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040-`;

/**
 * An NCName (Namespaces in XML 1.0 [4]), up to U+FFFF: no name in SAML goes beyond, and so the order of UTF-16 units is that of code
 * points. Of at most 1024 characters: without a bound, a long one exhausts the pattern's stack.
 */
export const NAME = `[${NAME_START}][${NAME_REST}]{0,1023}`;

/** Space, tab and line feed; a carriage return is normalised away before it is asked for. */
export const SPACE = '[ \\t\\n]';

export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa || unit === 0x9;
}

// eslint-disable-next-line no-misleading-character-class -- combining characters stand there as a range
const WHOLE_NAME = new RegExp(`^${NAME}$`);

export function isName(text: string): boolean {
  return WHOLE_NAME.test(text);
}

// XML 1.0, 2.2 [2] Char, apart from surrogates.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const ILLEGAL = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The offset of the first character that no XML document may hold, or -1. */
export function findIllegalCharacter(text: string): number {
  const illegal = text.search(ILLEGAL);
  return illegal >= 0 || text.isWellFormed() ? illegal : text.search(LONE_SURROGATE);
}

export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd;
  if (codePoint <= 0xd7ff) return true;
  return (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}
