import { constants, privateDecrypt, randomBytes, type KeyObject } from 'node:crypto';
import { malformed } from '../malformed';
import { DIGEST_ALGORITHM, ENCRYPTION_ALGORITHM, NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute, childElements, findChild, requireAttribute, requireChild } from '../xml/read-element';
import { readCipherValue } from './cipher-value';
import { say } from '../../sentences/sentence';

type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const HASHES: ReadonlyMap<string, OaepHash> = new Map<string, OaepHash>([
  // Believed here only: OAEP does not ask of its hash that collisions be hard to find, and most IdPs know no other.
  [`${NS.signature}sha1`, 'sha1'],
  [DIGEST_ALGORITHM.sha256, 'sha256'],
  [DIGEST_ALGORITHM.sha384, 'sha384'],
  [DIGEST_ALGORITHM.sha512, 'sha512'],
]);

const MASKS: ReadonlyMap<string, OaepHash> = new Map<string, OaepHash>([
  [`${NS.encryption11}mgf1sha1`, 'sha1'],
  [`${NS.encryption11}mgf1sha256`, 'sha256'],
  [`${NS.encryption11}mgf1sha384`, 'sha384'],
  [`${NS.encryption11}mgf1sha512`, 'sha512'],
]);

/**
 * The content key of `keyBytes` that an EncryptedKey holds for one of our keys. Where it holds none the answer is a
 * random one: whoever sends guesses then learns nothing here, and the content is what does not decrypt.
 */
export function unwrapKey(encryptedKey: XmlElement, keys: readonly KeyObject[], keyBytes: number): Buffer {
  const oaepHash = readOaepHash(requireChild(encryptedKey, NS.encryption, 'EncryptionMethod'));
  const wrapped = readCipherValue(encryptedKey);
  let unwrapped: Buffer = randomBytes(keyBytes);
  // All keys are tried, whichever fits, so that as much is done for a guess as for a message.
  for (const key of keys) {
    const candidate = decrypt(key, oaepHash, wrapped);
    if (candidate?.length === keyBytes) unwrapped = candidate;
  }
  return unwrapped;
}

function decrypt(key: KeyObject, oaepHash: OaepHash, wrapped: Buffer): Buffer | undefined {
  // RFC 8017, 7.1.2: as long as the modulus. OpenSSL puts zeros before what is shorter.
  if (wrapped.length * 8 !== key.asymmetricKeyDetails?.modulusLength) return undefined;
  try {
    return privateDecrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, wrapped);
  } catch {
    return undefined;
  }
}

/** RSA-OAEP only (xmlenc-core1 5.5.2): RSA 1.5 tells whoever asks often enough what it decrypts to. */
function readOaepHash(method: XmlElement): OaepHash {
  const uri = requireAttribute(method, 'Algorithm');
  if (uri !== ENCRYPTION_ALGORITHM.rsaOaepMgf1p && uri !== ENCRYPTION_ALGORITHM.rsaOaep) {
    throw malformed(
      say`a key encrypted by RSA-OAEP`,
      say`${uri}`,
      say`Choose RSA-OAEP for key transport at the IdP.`,
    );
  }
  const digest = findChild(method, NS.signature, 'DigestMethod');
  const mask = findChild(method, NS.encryption11, 'MGF');
  const hash = digest ? HASHES.get(requireAttribute(digest, 'Algorithm')) : 'sha1';
  const maskHash = mask ? MASKS.get(requireAttribute(mask, 'Algorithm')) : 'sha1';
  const parameters = Number(digest !== undefined) + Number(mask !== undefined);
  if (hash === undefined || hash !== maskHash || childElements(method).length !== parameters) {
    throw malformed(
      say`RSA-OAEP with one hash for digest and mask (MGF1), SHA-1 or better, and no OAEPparams`,
      say`${childElements(method)
        .map((child) => `${child.localName} ${attribute(child, 'Algorithm') ?? ''}`)
        .join(', ')}`,
      say`Choose RSA-OAEP with SHA-1 for both, or SHA-256 for both, at the IdP.`,
    );
  }
  return hash;
}
