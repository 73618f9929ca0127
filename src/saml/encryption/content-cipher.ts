import { createDecipheriv, type CipherGCMTypes } from 'node:crypto';
import { malformed } from '../malformed';
import { ENCRYPTION_ALGORITHM, NS } from '../names';
import type { SamlRefusal } from '../refusal';
import type { XmlElement } from '../xml/element';
import { requireAttribute, requireChild } from '../xml/read-element';
import { say } from '../../sentences/sentence';

interface GcmCipher {
  readonly mode: 'gcm';
  readonly name: CipherGCMTypes;
  readonly keyBytes: number;
}

interface CbcCipher {
  readonly mode: 'cbc';
  readonly name: string;
  readonly keyBytes: number;
}

export type ContentCipher = GcmCipher | CbcCipher;

export interface AcceptedCiphers {
  /** CBC does not say whether what it decrypts was changed on its way. */
  readonly refuseCbc: boolean;
}

const CIPHERS: ReadonlyMap<string, ContentCipher> = new Map<string, ContentCipher>([
  [ENCRYPTION_ALGORITHM.aes128Gcm, { mode: 'gcm', name: 'aes-128-gcm', keyBytes: 16 }],
  [ENCRYPTION_ALGORITHM.aes192Gcm, { mode: 'gcm', name: 'aes-192-gcm', keyBytes: 24 }],
  [ENCRYPTION_ALGORITHM.aes256Gcm, { mode: 'gcm', name: 'aes-256-gcm', keyBytes: 32 }],
  [ENCRYPTION_ALGORITHM.aes128Cbc, { mode: 'cbc', name: 'aes-128-cbc', keyBytes: 16 }],
  [ENCRYPTION_ALGORITHM.aes192Cbc, { mode: 'cbc', name: 'aes-192-cbc', keyBytes: 24 }],
  [ENCRYPTION_ALGORITHM.aes256Cbc, { mode: 'cbc', name: 'aes-256-cbc', keyBytes: 32 }],
]);

const BLOCK_BYTES = 16;
const GCM_IV_BYTES = 12;
const GCM_TAG_BYTES = 16;

/** The block cipher of an EncryptedData, xmlenc-core1 5.2. */
export function readContentCipher(encryptedData: XmlElement, { refuseCbc }: AcceptedCiphers): ContentCipher {
  const uri = requireAttribute(requireChild(encryptedData, NS.encryption, 'EncryptionMethod'), 'Algorithm');
  const cipher = CIPHERS.get(uri);
  if (cipher === undefined || (refuseCbc && cipher.mode === 'cbc')) {
    const expected = refuseCbc
      ? say`AES-GCM, since saml.refuseCbcEncryption is set`
      : say`AES-GCM or AES-CBC`;
    throw malformed(expected, say`${uri}`, say`Choose AES-GCM for the encryption of assertions at the IdP.`);
  }
  return cipher;
}

export function decryptContent(cipher: ContentCipher, key: Buffer, content: Buffer): Buffer {
  return cipher.mode === 'gcm' ? decryptGcm(cipher, key, content) : decryptCbc(cipher, key, content);
}

/** Initialisation vector, cipher text, authentication tag (xmlenc-core1 5.2.4). */
function decryptGcm({ name }: GcmCipher, key: Buffer, content: Buffer): Buffer {
  if (content.length < GCM_IV_BYTES + GCM_TAG_BYTES) throw undecryptable();
  const decipher = createDecipheriv(name, key, content.subarray(0, GCM_IV_BYTES), {
    authTagLength: GCM_TAG_BYTES,
  });
  decipher.setAuthTag(content.subarray(content.length - GCM_TAG_BYTES));
  const plain = decipher.update(content.subarray(GCM_IV_BYTES, content.length - GCM_TAG_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw undecryptable();
  }
}

/** Initialisation vector, cipher text; the last byte tells how many are padding, what they are does not matter (5.2.3). */
function decryptCbc({ name }: CbcCipher, key: Buffer, content: Buffer): Buffer {
  if (content.length < 2 * BLOCK_BYTES || content.length % BLOCK_BYTES !== 0) throw undecryptable();
  const decipher = createDecipheriv(name, key, content.subarray(0, BLOCK_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(content.subarray(BLOCK_BYTES)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK_BYTES) throw undecryptable();
  return padded.subarray(0, padded.length - padding);
}

/** One sentence for a wrong key, a wrong tag and a wrong padding, which nobody is to tell apart. */
function undecryptable(): SamlRefusal {
  return malformed(
    say`content that our key decrypts`,
    say`content that it does not`,
    say`Give the IdP the encryption certificate of this service provider's current metadata.`,
  );
}
