import {
  constants,
  createCipheriv,
  publicEncrypt,
  randomBytes,
  type CipherGCMTypes,
  type KeyObject,
} from 'node:crypto';

export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
export const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

export interface EncryptOptions {
  readonly cipher?: keyof typeof CIPHERS;
  readonly oaepHash?: string;
  /** The EncryptionMethod of the key, where it is to say something else than what was done. */
  readonly keyMethod?: string;
  readonly padding?: number;
  /** The key beside the data instead of inside it. */
  readonly isKeyBeside?: boolean;
  readonly element?: 'EncryptedAssertion' | 'EncryptedID';
  /** What becomes of the bytes on their way. */
  readonly tamper?: (content: Buffer) => Buffer;
  readonly tamperKey?: (wrapped: Buffer) => Buffer;
  readonly keyBytes?: number;
}

const CIPHERS = {
  'aes128-gcm': { uri: `${XENC11}aes128-gcm`, name: 'aes-128-gcm', keyBytes: 16 },
  'aes192-gcm': { uri: `${XENC11}aes192-gcm`, name: 'aes-192-gcm', keyBytes: 24 },
  'aes256-gcm': { uri: `${XENC11}aes256-gcm`, name: 'aes-256-gcm', keyBytes: 32 },
  'aes128-cbc': { uri: `${XENC}aes128-cbc`, name: 'aes-128-cbc', keyBytes: 16 },
  'aes192-cbc': { uri: `${XENC}aes192-cbc`, name: 'aes-192-cbc', keyBytes: 24 },
  'aes256-cbc': { uri: `${XENC}aes256-cbc`, name: 'aes-256-cbc', keyBytes: 32 },
} as const;

/** Encrypts as an IdP does, for the holder of `publicKey`. */
export function encrypt(plain: string | Buffer, publicKey: KeyObject, options: EncryptOptions = {}): string {
  const { uri, name, keyBytes } = CIPHERS[options.cipher ?? 'aes256-gcm'];
  const same = (bytes: Buffer) => bytes;
  const key = randomBytes(keyBytes);
  const content = encryptContent(name, key, Buffer.from(plain));
  const wrapped = wrap(
    Buffer.concat([key, randomBytes((options.keyBytes ?? keyBytes) - keyBytes)]),
    publicKey,
    options,
  );
  const encryptedKey =
    `<xenc:EncryptedKey xmlns:xenc="${XENC}">${options.keyMethod ?? keyMethodOf(options.oaepHash)}` +
    `<ds:KeyInfo xmlns:ds="${DSIG}"><ds:KeyName>us</ds:KeyName></ds:KeyInfo>` +
    `${cipherData((options.tamperKey ?? same)(wrapped))}</xenc:EncryptedKey>`;
  const data =
    `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${uri}"/>` +
    `<ds:KeyInfo xmlns:ds="${DSIG}">${options.isKeyBeside ? '<ds:RetrievalMethod URI="#k"/>' : encryptedKey}</ds:KeyInfo>` +
    `${cipherData((options.tamper ?? same)(content))}</xenc:EncryptedData>`;
  const element = `saml:${options.element ?? 'EncryptedAssertion'}`;
  const beside = options.isKeyBeside ? encryptedKey : '';
  return `<${element} xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${data}${beside}</${element}>`;
}

function wrap(key: Buffer, publicKey: KeyObject, { oaepHash = 'sha1', padding }: EncryptOptions): Buffer {
  if (padding !== undefined) return publicEncrypt({ key: publicKey, padding }, key);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, key);
}

function keyMethodOf(oaepHash = 'sha1'): string {
  if (oaepHash === 'sha1') return `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/>`;
  return (
    `<xenc:EncryptionMethod Algorithm="${XENC11}rsa-oaep"><ds:DigestMethod xmlns:ds="${DSIG}" Algorithm="${digestOf(oaepHash)}"/>` +
    `<xenc11:MGF xmlns:xenc11="${XENC11}" Algorithm="${XENC11}mgf1${oaepHash}"/></xenc:EncryptionMethod>`
  );
}

function digestOf(hash: string): string {
  return hash === 'sha384' ? 'http://www.w3.org/2001/04/xmldsig-more#sha384' : `${XENC}${hash}`;
}

function cipherData(bytes: Buffer): string {
  return `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
}

function encryptContent(name: string, key: Buffer, plain: Buffer): Buffer {
  if (name.endsWith('gcm')) {
    const iv = randomBytes(12);
    const cipher = createCipheriv(name as CipherGCMTypes, key, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
  const iv = randomBytes(16);
  const cipher = createCipheriv(name, key, iv).setAutoPadding(false);
  // xmlenc pads with anything, and the last byte tells how much.
  const padding = randomBytes(16 - (plain.length % 16));
  padding[padding.length - 1] = padding.length;
  return Buffer.concat([iv, cipher.update(plain), cipher.update(padding), cipher.final()]);
}
