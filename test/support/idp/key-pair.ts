import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';
import { PooledRsaKeys } from '../rsa-key-pool';

export interface TestKeyPair {
  readonly privateKeyPem: string;
  readonly certificateDer: Buffer;
}

export interface KeyPairOptions {
  readonly kind?: 'rsa' | 'ec';
  readonly subject?: string;
  readonly curve?: 'P-256' | 'P-384' | 'P-521';
  readonly bits?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** Made by a library that the service's verifier knows nothing of. */
export async function makeKeyPair(options: KeyPairOptions = {}): Promise<TestKeyPair> {
  const algorithm =
    options.kind === 'ec'
      ? { name: 'ECDSA', namedCurve: options.curve ?? 'P-256', hash: 'SHA-256' }
      : {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: options.bits ?? 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
          hash: 'SHA-256',
        };
  const isUsual = options.kind !== 'ec' && options.bits === undefined;
  const keys = await (isUsual
    ? new PooledRsaKeys().make()
    : webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: options.subject ?? 'CN=Test IdP',
      notBefore: options.notBefore ?? new Date('2020-01-01T00:00:00Z'),
      notAfter: options.notAfter ?? new Date('2099-01-01T00:00:00Z'),
      keys,
      signingAlgorithm: algorithm,
    },
    webcrypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
  );
  return {
    privateKeyPem: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificateDer: Buffer.from(certificate.rawData),
  };
}
