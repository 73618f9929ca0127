import { webcrypto } from 'node:crypto';

export const RSA_2048 = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** New RSA-2048 keys; each takes a core about a sixth of a second. */
export class RsaKeys {
  make(): Promise<webcrypto.CryptoKeyPair> {
    return webcrypto.subtle.generateKey(RSA_2048, true, ['sign', 'verify']);
  }
}
