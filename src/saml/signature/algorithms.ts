import { constants, verify, type KeyObject } from 'node:crypto';
import { DIGEST_ALGORITHM, SIGNATURE_ALGORITHM } from '../names';
import { invalidSignature } from './refuse-signature';
import { say } from '../../sentences/sentence';

type Hash = 'sha256' | 'sha384' | 'sha512';

export interface SignatureAlgorithm {
  readonly uri: string;
  readonly hash: Hash;
  readonly keyType: 'rsa' | 'ec';
}

const SIGNATURES: readonly SignatureAlgorithm[] = [
  { uri: SIGNATURE_ALGORITHM.rsaSha256, hash: 'sha256', keyType: 'rsa' },
  { uri: SIGNATURE_ALGORITHM.rsaSha384, hash: 'sha384', keyType: 'rsa' },
  { uri: SIGNATURE_ALGORITHM.rsaSha512, hash: 'sha512', keyType: 'rsa' },
  { uri: SIGNATURE_ALGORITHM.ecdsaSha256, hash: 'sha256', keyType: 'ec' },
  { uri: SIGNATURE_ALGORITHM.ecdsaSha384, hash: 'sha384', keyType: 'ec' },
  { uri: SIGNATURE_ALGORITHM.ecdsaSha512, hash: 'sha512', keyType: 'ec' },
];

const DIGESTS: ReadonlyMap<string, Hash> = new Map<string, Hash>([
  [DIGEST_ALGORITHM.sha256, 'sha256'],
  [DIGEST_ALGORITHM.sha384, 'sha384'],
  [DIGEST_ALGORITHM.sha512, 'sha512'],
]);

// P-256, P-384 and P-521, as OpenSSL names them.
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

const LEAST_RSA_BITS = 2048;
// Anybody can have a message checked by a tenant's keys: ones that only cost time must not be among them.
const MOST_RSA_BITS = 8192;
const MOST_EXPONENT = 2n ** 32n;

export function requireSignatureAlgorithm(uri: string): SignatureAlgorithm {
  const algorithm = SIGNATURES.find((one) => one.uri === uri);
  if (algorithm === undefined) {
    throw invalidSignature(say`RSA (PKCS #1 v1.5) or ECDSA with SHA-256, SHA-384 or SHA-512`, say`${uri}`);
  }
  return algorithm;
}

export function requireDigestAlgorithm(uri: string): Hash {
  const hash = DIGESTS.get(uri);
  if (hash === undefined) throw invalidSignature(say`a digest by SHA-256, SHA-384 or SHA-512`, say`${uri}`);
  return hash;
}

/** Whether a signature by this key is worth believing: RSA of 2048 bits at least, or one of the three NIST curves. */
export function isTrustworthyKey(key: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  // With an exponent of 1 the signature is the padded digest itself, which anybody can write.
  if (key.asymmetricKeyType === 'rsa') {
    const isSizeFit = modulusLength >= LEAST_RSA_BITS && modulusLength <= MOST_RSA_BITS;
    return isSizeFit && publicExponent > 1n && publicExponent < MOST_EXPONENT;
  }
  return key.asymmetricKeyType === 'ec' && CURVES.includes(namedCurve);
}

/**
 * The index of the trusted key that made the signature.
 * @throws SamlRefusal where none did.
 */
export function requireSigningKey(
  keys: readonly KeyObject[],
  algorithm: SignatureAlgorithm,
  signed: Buffer,
  signature: Buffer,
): number {
  const index = keys.findIndex((key) => isSignedBy(key, algorithm, signed, signature));
  if (index >= 0) return index;
  throw invalidSignature(
    say`a signature (${algorithm.uri}) by a trusted key (of which there are ${keys.length})`,
    say`a signature that none of them made`,
    say`Has the IdP changed its signing certificate? Upload its current metadata. A key of less than 2048 bits is never believed.`,
  );
}

function isSignedBy(
  key: KeyObject,
  { hash, keyType }: SignatureAlgorithm,
  signed: Buffer,
  signature: Buffer,
): boolean {
  if (key.type !== 'public' || key.asymmetricKeyType !== keyType || !isTrustworthyKey(key)) return false;
  // xmldsig-core1 6.4.3: an ECDSA signature is r and s side by side, not ASN.1.
  return keyType === 'ec'
    ? verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, signature)
    : verify(hash, signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}
