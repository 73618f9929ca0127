import { webcrypto } from 'node:crypto';

export const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** A new key on P-256, in a fraction of a millisecond. */
export function makeEcKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']);
}
