import type { KeyObject } from 'node:crypto';

/** `rsa-2048` signs by RSA-SHA256, which every IdP takes that checks signatures; `ec-p256` by ECDSA-SHA256, which some do. */
export const SP_KEY_ALGORITHMS = ['rsa-2048', 'ec-p256'] as const;
export type SpKeyAlgorithm = (typeof SP_KEY_ALGORITHMS)[number];

/** Of a key of ours: there are no others than the two. */
export function spKeyAlgorithmOf({ asymmetricKeyType }: KeyObject): SpKeyAlgorithm {
  return asymmetricKeyType === 'ec' ? 'ec-p256' : 'rsa-2048';
}
