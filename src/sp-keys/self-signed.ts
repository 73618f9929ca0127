// The certificate library asks for a reflection polyfill before it is loaded.
import 'reflect-metadata';
import { KeyObject, type webcrypto } from 'node:crypto';
import { EC_P256 } from '../secrets/ec-keys';

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

/** A certificate around a key, RSA or EC, that vouches for nothing: the partner trusts it because metadata carries it. */
export async function makeSelfSigned(
  keys: webcrypto.CryptoKeyPair,
  options: SelfSignedOptions,
): Promise<SelfSigned> {
  // Loaded at the first key, since it takes a tenth of a second and most starts make none.
  const { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } =
    await import('@peculiar/x509');
  const notAfter = new Date(options.notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + options.years);
  const { name } = keys.privateKey.algorithm;
  const isEc = name === EC_P256.name;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [options.commonName] }],
    notBefore: options.notBefore,
    notAfter,
    keys,
    signingAlgorithm: { name, hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      // RFC 8813, 3: an EC key enciphers no keys.
      isEc
        ? new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)
        : new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
    ],
  });
  const privateKeyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    privateKeyPem,
    certificateDer: Buffer.from(certificate.rawData),
    notAfter: certificate.notAfter,
  };
}
