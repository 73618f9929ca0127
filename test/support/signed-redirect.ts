import { verify, X509Certificate } from 'node:crypto';

/**
 * Whether the query of a redirect to an IdP is signed by the key of the certificate (saml-bindings 3.4.4.1): RSA-SHA256, or ECDSA-SHA256 as
 * xmldsig-core1 6.4.3 writes it.
 */
export function isSignedRedirect(location: string, certificateDer: Buffer): boolean {
  const query = location.split('?')[1] ?? '';
  const [signed = '', signature = ''] = query.split('&Signature=');
  const { publicKey: key } = new X509Certificate(certificateDer);
  const kind = key.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa';
  const algorithm = encodeURIComponent(`http://www.w3.org/2001/04/xmldsig-more#${kind}-sha256`);
  const value = Buffer.from(decodeURIComponent(signature), 'base64');
  return (
    signed.endsWith(`&SigAlg=${algorithm}`) &&
    verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, value)
  );
}
