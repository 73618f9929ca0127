import { decodeBase64 } from '../base64';
import { NS } from '../names';
import { readCertificate } from '../signature/certificates';
import type { XmlElement } from '../xml/element';
import { findChildren } from '../xml/read-element';
import { allText, firstChild, shownAttribute } from './lenient';

/** A Signature that stands in the message; that it is there says nothing yet. */
export interface SignatureAsItCame {
  readonly on: 'response' | 'assertion';
  readonly algorithm: string | undefined;
  readonly digestAlgorithm: string | undefined;
  /** Of the certificates that it carries, to be compared with the trusted ones: it could name any. */
  readonly certificateFingerprints: readonly string[];
}

const MOST_CERTIFICATES = 5;

export function describeSignature(
  on: SignatureAsItCame['on'],
  signed: XmlElement,
): SignatureAsItCame | undefined {
  const signature = firstChild(signed, NS.signature, 'Signature');
  if (!signature) return undefined;
  const info = firstChild(signature, NS.signature, 'SignedInfo');
  const reference = info && firstChild(info, NS.signature, 'Reference');
  return {
    on,
    algorithm: algorithmOf(info, 'SignatureMethod'),
    digestAlgorithm: algorithmOf(reference, 'DigestMethod'),
    certificateFingerprints: fingerprintsIn(signature),
  };
}

function algorithmOf(parent: XmlElement | undefined, localName: string): string | undefined {
  const method = parent && firstChild(parent, NS.signature, localName);
  return shownAttribute(method, 'Algorithm');
}

function fingerprintsIn(signature: XmlElement): string[] {
  return ['KeyInfo', 'X509Data', 'X509Certificate']
    .reduce((found, name) => found.flatMap((one) => findChildren(one, NS.signature, name)), [signature])
    .slice(0, MOST_CERTIFICATES)
    .flatMap((certificate) => {
      const der = decodeBase64(allText(certificate));
      return (der && readCertificate(der)?.sha256Fingerprint) ?? [];
    });
}
