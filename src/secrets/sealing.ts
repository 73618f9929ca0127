import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Sealed {
  readonly sealed: Buffer;
  /** Which master key sealed it: stored beside it, so that the key can be rotated. */
  readonly masterKeyId: string;
}

/** It was sealed under a key that is not at hand: nothing is wrong with what was sealed. */
export class UnknownMasterKey extends Error {
  constructor(needed: readonly string[], known: readonly string[]) {
    super(
      `It is sealed under the master key ${needed.join(' and ')}, and MASTER_KEY is ${known.join(' or ')}: it takes the key that it was sealed under.`,
    );
    this.name = 'UnknownMasterKey';
  }
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A fingerprint of the key, which tells nothing of it: stored beside what it sealed. */
export function masterKeyIdOf(masterKey: Buffer): string {
  return createHash('sha256').update('ram-sso master key id').update(masterKey).digest('hex').slice(0, 16);
}

/** Encrypts what must be kept but never be readable in the database: the private keys of service providers. */
export class Sealing {
  /** Of the first key. */
  readonly masterKeyId: string;
  /** Of all keys at hand. */
  readonly masterKeyIds: readonly string[];
  private readonly keys: ReadonlyMap<string, Buffer>;

  /** @param masterKey 32 bytes. @param others further ones that it opens with, and seals with where it is asked to */
  constructor(masterKey: Buffer, ...others: readonly Buffer[]) {
    this.masterKeyId = masterKeyIdOf(masterKey);
    this.keys = new Map([masterKey, ...others].map((key) => [masterKeyIdOf(key), key]));
    this.masterKeyIds = [...this.keys.keys()];
  }

  has(masterKeyId: string): boolean {
    return this.keys.has(masterKeyId);
  }

  /** Those of the fingerprints whose keys are not at hand. */
  missingOf(masterKeyIds: readonly string[]): string[] {
    return masterKeyIds.filter((id) => !this.has(id));
  }

  /**
   * @param purpose what it is and whose (`sp-key:<tenant>:signing`); opening it for anything else fails
   * @throws UnknownMasterKey
   */
  seal(plain: Buffer, purpose: string, masterKeyId = this.masterKeyId): Sealed {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.requireKey(masterKeyId), iv);
    cipher.setAAD(Buffer.from(purpose));
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { sealed: Buffer.concat([iv, cipher.getAuthTag(), encrypted]), masterKeyId };
  }

  /** @throws UnknownMasterKey; another error where it was sealed for another purpose, or was changed */
  open(sealed: Buffer, masterKeyId: string, purpose: string): Buffer {
    const iv = sealed.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.requireKey(masterKeyId), iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  }

  private requireKey(masterKeyId: string): Buffer {
    const key = this.keys.get(masterKeyId);
    if (key) return key;
    throw new UnknownMasterKey([masterKeyId], this.masterKeyIds);
  }
}
