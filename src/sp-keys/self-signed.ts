// The certificate library asks for a reflection polyfill before it is loaded.
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';

export interface SelfSignedOptions {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly years: number;
}

export interface SelfSigned {
  readonly privateKeyPem: string;
  readonly certificateDer: Buffer;
  readonly notAfter: Date;
}

/** A new RSA-2048 key and a certificate around it that vouches for nothing: the partner trusts it because metadata carries it. */
export async function makeSelfSigned(options: SelfSignedOptions): Promise<SelfSigned> {
  // Loaded at the first key, since it takes a tenth of a second and most starts make none.
  const { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } =
    await import('@peculiar/x509');
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notAfter = new Date(options.notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + options.years);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [options.commonName] }],
    notBefore: options.notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
    ],
  });
  const privateKeyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    privateKeyPem,
    certificateDer: Buffer.from(certificate.rawData),
    notAfter: certificate.notAfter,
  };
}
