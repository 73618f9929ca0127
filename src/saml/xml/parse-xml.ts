import { isUtf8 } from 'node:buffer';
import { MESSAGE_BYTES } from '../limits';
import { findIllegalCharacter } from './characters';
import { XmlError, type XmlElement, type XmlLimits } from './element';
import { XmlParser } from './xml-parser';
import { say } from '../../sentences/sentence';

export const MESSAGE_LIMITS: XmlLimits = {
  bytes: MESSAGE_BYTES,
  depth: 32,
  nodes: 20_000,
  attributesPerElement: 64,
  namespacesInScope: 64,
};

const plainParser = (text: string, limits: XmlLimits): XmlParser => new XmlParser(text, limits);

/**
 * Reads the corner of XML that SAML needs, and refuses all the rest.
 * @throws XmlError
 */
export function parseXml(text: string, limits: XmlLimits, parserOf = plainParser): XmlElement {
  if (isLongerThan(limits.bytes, text)) {
    throw new XmlError(say`More than ${limits.bytes} bytes of XML`, 0);
  }
  const illegal = findIllegalCharacter(text);
  if (illegal >= 0) throw new XmlError(say`A character that XML does not allow`, illegal);
  // XML 1.0, 2.11: line ends are normalised before anything else is read.
  const normalised = text.includes('\r') ? normaliseLineEnds(text) : text;
  return parserOf(normalised, limits).document();
}

/** In UTF-8, of which a UTF-16 unit takes one byte to three: most texts are short enough at a look. */
function isLongerThan(bytes: number, text: string): boolean {
  return text.length * 3 > bytes && (text.length > bytes || Buffer.byteLength(text) > bytes);
}

/** By splitting: a pattern takes ten times as long for a text of nothing else. */
function normaliseLineEnds(text: string): string {
  return text.split('\r\n').join('\n').split('\r').join('\n');
}

/**
 * Strict UTF-8: no overlong forms, no surrogates. A byte order mark stays in the text.
 * @throws XmlError
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new XmlError(say`The bytes are not UTF-8`, 0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
