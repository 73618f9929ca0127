import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Sealed {
  readonly sealed: Buffer;
  /** Which master key sealed it: stored beside it, so that the key can be rotated. */
  readonly masterKeyId: string;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must be kept but never be readable in the database: the private keys of service providers. */
export class Sealing {
  /** A fingerprint of the key: stored beside what it sealed. */
  readonly masterKeyId: string;

  /** @param masterKey 32 bytes. */
  constructor(private readonly masterKey: Buffer) {
    this.masterKeyId = createHash('sha256')
      .update('ram-sso master key id')
      .update(masterKey)
      .digest('hex')
      .slice(0, 16);
  }

  /** @param purpose what it is and whose (`sp-key:<tenant>:signing`); opening it for anything else fails. */
  seal(plain: Buffer, purpose: string): Sealed {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.masterKey, iv);
    cipher.setAAD(Buffer.from(purpose));
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { sealed: Buffer.concat([iv, cipher.getAuthTag(), encrypted]), masterKeyId: this.masterKeyId };
  }

  /** Throws where it was sealed under another key, for another purpose, or was changed. */
  open(sealed: Buffer, masterKeyId: string, purpose: string): Buffer {
    if (masterKeyId !== this.masterKeyId) {
      throw new Error(
        `Sealed under master key ${masterKeyId}, but MASTER_KEY is ${this.masterKeyId}: start with the key it was sealed under.`,
      );
    }
    const iv = sealed.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.masterKey, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
