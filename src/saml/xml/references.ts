import { isXmlCharacter } from './characters';
import { XmlError } from './element';
import { say } from '../../sentences/sentence';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

// Long enough for `#x0010FFFF`; a longer one is padding and nothing that a program writes.
const LONGEST = 10;

/**
 * Text with its entity and character references replaced (XML 1.0, 4.1): the five predefined entities, and no others,
 * since no document type is ever read.
 * @param offset where `raw` begins in the document, for the error.
 */
export function replaceReferences(raw: string, offset: number): string {
  let result = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at + 1);
    if (end < 0 || end - at - 1 > LONGEST) {
      throw new XmlError(say`Expected a reference after &, such as &amp;`, offset + at);
    }
    result += raw.slice(from, at) + characterOf(raw.slice(at + 1, end), offset + at);
    from = end + 1;
  }
  return result + raw.slice(from);
}

function characterOf(reference: string, offset: number): string {
  if (reference.startsWith('#')) return String.fromCodePoint(codePointOf(reference, offset));
  const character = Object.hasOwn(ENTITIES, reference) ? ENTITIES[reference] : undefined;
  if (character === undefined) throw new XmlError(say`Unknown entity &${reference};`, offset);
  return character;
}

function codePointOf(reference: string, offset: number): number {
  const hexadecimal = /^#x([0-9A-Fa-f]+)$/.exec(reference)?.[1];
  const decimal = /^#([0-9]+)$/.exec(reference)?.[1];
  const codePoint =
    hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16);
  // Not-a-number fails every comparison, and so is no character either.
  if (!isXmlCharacter(codePoint))
    throw new XmlError(say`&${reference}; is no character that XML allows`, offset);
  return codePoint;
}
