import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isTrustworthyKey } from '../../../src/saml/signature/algorithms';

/** An RSA key as it could stand in a certificate: nobody need know the factors of its modulus. */
function rsaKey(bits: number, exponent = 65537n): KeyObject {
  const modulus = (1n << BigInt(bits - 1)) + 1n;
  return createPublicKey({
    key: { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) },
    format: 'jwk',
  });
}

function base64url(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

describe('a key is believed or not', () => {
  it.each([
    [2047, false],
    [2048, true],
    [8192, true],
    [8193, false],
  ])('by its size: RSA of %i bits', (bits, isBelieved) => {
    expect(isTrustworthyKey(rsaKey(bits))).toBe(isBelieved);
  });

  it.each([
    [1n, false],
    [3n, true],
    [65537n, true],
    [2n ** 32n - 1n, true],
    [2n ** 32n, false],
  ])('by its exponent: RSA with %i', (exponent, isBelieved) => {
    expect(isTrustworthyKey(rsaKey(2048, exponent))).toBe(isBelieved);
  });

  it.each([
    ['P-256', true],
    ['P-384', true],
    ['P-521', true],
    ['P-224', false],
    ['secp256k1', false],
  ])('by its curve: %s', (namedCurve, isBelieved) => {
    expect(isTrustworthyKey(generateKeyPairSync('ec', { namedCurve }).publicKey)).toBe(isBelieved);
  });

  it('by its kind', () => {
    expect(isTrustworthyKey(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey)).toBe(false);
    expect(isTrustworthyKey(generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });
});
