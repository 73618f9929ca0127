import { type BinaryLike, createPrivateKey, type KeyLike, sign } from 'node:crypto';
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import type { TestKeyPair } from './key-pair';

export interface SignOptions {
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
  readonly canonicalizationAlgorithm?: string;
  readonly transforms?: string[];
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** `xml-crypto` has no ECDSA of its own (RFC 6931, 2.3.6: r and s side by side). */
class EcdsaSha256 implements SignatureAlgorithm {
  static readonly uri = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';

  readonly getAlgorithmName = () => EcdsaSha256.uri;
  readonly getSignature = (signedInfo: BinaryLike, privateKey: KeyLike) =>
    sign('sha256', Buffer.from(signedInfo as string), {
      key: createPrivateKey(privateKey as string),
      dsaEncoding: 'ieee-p1363',
    }).toString('base64');
  readonly verifySignature = () => false;
}

/** Signs the one element of this name with `xml-crypto`, which is not what the service verifies with. The Signature stands behind its Issuer. */
export function signXml(
  xml: string,
  localName: 'Response' | 'Assertion' | 'LogoutRequest' | 'LogoutResponse' | 'EntityDescriptor',
  keys: TestKeyPair,
  options: SignOptions = {},
): string {
  const path = `//*[local-name(.)='${localName}']`;
  const signer = new SignedXml({
    privateKey: keys.privateKeyPem,
    signatureAlgorithm: options.signatureAlgorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: options.canonicalizationAlgorithm ?? EXCLUSIVE,
    getKeyInfoContent: () =>
      `<X509Data><X509Certificate>${keys.certificateDer.toString('base64')}</X509Certificate></X509Data>`,
  });
  signer.SignatureAlgorithms[EcdsaSha256.uri] = EcdsaSha256;
  signer.addReference({
    xpath: path,
    transforms: options.transforms ?? ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
    digestAlgorithm: options.digestAlgorithm ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  const hasIssuer = new RegExp(`:${localName}[^>]*><saml:Issuer>`).test(xml);
  signer.computeSignature(xml, {
    location: hasIssuer
      ? { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' }
      : { reference: path, action: 'prepend' },
  });
  return signer.getSignedXml();
}
