import type { XmlElement } from '../xml/element';
import { childElements } from '../xml/read-element';
import { MetadataError } from './metadata-error';
import { say } from '../../sentences/sentence';

// Bounded, so that no text makes the matcher go deep.
const PEM_PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY/;

/** How Base64 of a PEM file begins. */
const ENCODED_PEM = /^[ \t\r\n]*LS0tLS1CRUdJTi/;

/** How Base64 of a DER SEQUENCE begins, wherever it stands: of what follows, as much as tells a key from a certificate. No key is shorter. */
const ENCODED_DER = /(?<![A-Za-z0-9+/])M[A-P][A-Za-z0-9+/ \t\r\n]{62}/g;

/** What .NET writes into an RSAKeyValue for its private half. */
const PRIVATE_PARTS = ['D', 'P', 'Q', 'DP', 'DQ', 'InverseQ'];

const SEQUENCE = 0x30;

/** A version of one byte: PKCS #8 (RFC 5958, 2), PKCS #1 (RFC 8017, A.1.2), SEC 1 (RFC 5915, 3), PKCS #12 (RFC 7292, 4). */
const VERSIONS = ['020100', '020101', '020103'];

/** What a key is encrypted by (RFC 5958, 3): a SEQUENCE that begins with an OID of PKCS #5 or of PKCS #12, C. */
const ENCRYPTED_BY = /^30..06(?:092a864886f70d0105|0a2a864886f70d010c01)/;

/** The document is kept and shown as it came: a private key must not come along. */
export function refusePrivateKeyText(text: string): void {
  if (PEM_PRIVATE_KEY.test(text)) throw leaked();
  for (const [found] of text.matchAll(ENCODED_DER)) {
    if (isPrivateKey(Buffer.from(found, 'base64'))) throw leaked();
  }
}

/** The same of what only the parsed document shows: keys in Base64, in whatever element they stand. */
export function refusePrivateKeys(element: XmlElement): void {
  const text = element.children.map((child) => (child.kind === 'text' ? child.value : '')).join('');
  refusePrivateKeyText(text);
  if (ENCODED_PEM.test(text)) refusePrivateKeyText(Buffer.from(text, 'base64').toString('latin1'));
  for (const child of childElements(element)) {
    if (element.localName === 'RSAKeyValue' && PRIVATE_PARTS.includes(child.localName)) throw leaked();
    refusePrivateKeys(child);
  }
}

/** By its first bytes: a key that we can't read, for its kind or its passphrase, is as private. */
function isPrivateKey(bytes: Buffer): boolean {
  const [tag, length = 0] = bytes;
  if (tag !== SEQUENCE) return false;
  const start = length < 0x80 ? 2 : 2 + (length & 0x7f);
  const content = bytes.subarray(start, start + 24).toString('hex');
  return VERSIONS.some((version) => content.startsWith(version)) || ENCRYPTED_BY.test(content);
}

function leaked(): MetadataError {
  return new MetadataError(
    say`Expected public certificates only, got a private key in the metadata; nothing was stored. Take the key for leaked: make a new one at the IdP, and upload metadata without it.`,
  );
}
