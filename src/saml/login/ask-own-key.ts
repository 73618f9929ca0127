import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from '../base64';
import { decodePost } from '../bindings/post';
import { NS } from '../names';
import { SamlRefusal } from '../refusal';
import { readCertificate } from '../signature/certificates';
import { XmlError, type XmlElement } from '../xml/element';
import { findChildren, textOf } from '../xml/read-element';
import { checkClaims } from './check-claims';
import { readUntrustedResponse } from './check-envelope';
import type { LoginExpectations } from './expectations';

/** IdPs send the one that signs, and some its issuers; anybody may write any number. */
const MOST_KEYS = 3;

/**
 * Which request a response would answer if the keys that it carries itself (KeyInfo) were trusted and all else about it is right;
 * undefined where it is not. Anybody can make such a response: it grants nothing, and asks only whether it is worth looking for a
 * new key of the IdP. Nothing is decrypted for it.
 */
export function askOwnKey(samlResponse: string, expected: LoginExpectations, now: Date): string | undefined {
  try {
    const { root, response } = readUntrustedResponse(decodePost(samlResponse));
    const keys = [root, ...response.assertions.slice(0, 1)].flatMap(carriedKeys).slice(0, MOST_KEYS);
    if (keys.length === 0) return undefined;
    return checkClaims(samlResponse, { ...expected, keys, decryption: undefined }, now).inResponseTo;
  } catch (error) {
    if (error instanceof SamlRefusal || error instanceof XmlError) return undefined;
    throw error;
  }
}

function carriedKeys(signed: XmlElement): KeyObject[] {
  return ['Signature', 'KeyInfo', 'X509Data', 'X509Certificate']
    .reduce((found, name) => found.flatMap((one) => findChildren(one, NS.signature, name)), [signed])
    .slice(0, MOST_KEYS)
    .flatMap((element) => {
      const der = decodeBase64(textOf(element));
      const certificate = der && readCertificate(der);
      return certificate?.isTrustworthy ? [certificate.publicKey] : [];
    });
}
