import { verify, X509Certificate } from 'node:crypto';

/** Whether the query of a redirect to an IdP is signed by the key of the certificate (saml-bindings 3.4.4.1, RSA-SHA256). */
export function isSignedRedirect(location: string, certificateDer: Buffer): boolean {
  const query = location.split('?')[1] ?? '';
  const [signed = '', signature = ''] = query.split('&Signature=');
  const { publicKey } = new X509Certificate(certificateDer);
  return verify(
    'sha256',
    Buffer.from(signed),
    publicKey,
    Buffer.from(decodeURIComponent(signature), 'base64'),
  );
}
