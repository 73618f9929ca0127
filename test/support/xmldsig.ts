import { createHash, createSign, type KeyObject } from 'node:crypto';
import { canonicalize } from '../../src/saml/xml/canonicalize';
import type { XmlElement } from '../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../src/saml/xml/parse-xml';
import { childElements } from '../../src/saml/xml/read-element';

const SIGNED_INFO = /<ds:SignedInfo[^>]*>.*?<\/ds:SignedInfo>/s;
const SIGNATURE_VALUE = /(<ds:SignatureValue[^>]*>)[^<]*/;
const DIGEST_VALUE = /(<ds:DigestValue[^>]*>)[^<]*/;

/**
 * A document whose SignedInfo is edited and then signed anew by the same key, so that its form alone can be wrong.
 * Written for documents of one signature under the prefix `ds`.
 */
export function resign(xml: string, privateKey: KeyObject, edit: (signedInfo: string) => string): string {
  const edited = xml.replace(SIGNED_INFO, edit);
  const signedInfo = canonicalSignedInfo(edited);
  const signer = createSign('sha256').update(signedInfo, 'utf8');
  const value = signer.sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }, 'base64');
  return edited.replace(SIGNATURE_VALUE, `$1${value}`);
}

/** The same after a change to what is signed: the digest is made anew, over `canonical`. */
export function withDigestOf(canonical: string, hash = 'sha256'): (signedInfo: string) => string {
  const digest = createHash(hash).update(canonical, 'utf8').digest('base64');
  return (signedInfo) => signedInfo.replace(DIGEST_VALUE, `$1${digest}`);
}

function canonicalSignedInfo(xml: string): string {
  const found = findByName(parseXml(xml, MESSAGE_LIMITS), 'SignedInfo');
  if (!found) throw new Error('there is no SignedInfo');
  return canonicalize(found, { inclusivePrefixes: [] });
}

/** The first element of this name, wherever it stands. */
export function findByName(element: XmlElement, localName: string): XmlElement | undefined {
  if (element.localName === localName) return element;
  for (const child of childElements(element)) {
    const found = findByName(child, localName);
    if (found) return found;
  }
  return undefined;
}
