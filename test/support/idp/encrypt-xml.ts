import { constants, createCipheriv, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto';

const XENC = 'http://www.w3.org/2001/04/xmlenc#';

export interface EncryptOptions {
  /** Of the content; AES-256-GCM where nothing is said. */
  readonly cipher?: 'aes256-gcm' | 'aes256-cbc';
  /** Of the key. */
  readonly transport?: 'oaep' | 'rsa-1_5';
}

/** Wraps XML as an IdP does for us (xmlenc-core1): a fresh AES key, itself encrypted with the certificate's key. */
export function encryptXml(
  xml: string,
  wrapper: 'EncryptedAssertion' | 'EncryptedID',
  certificateDer: Buffer,
  { cipher = 'aes256-gcm', transport = 'oaep' }: EncryptOptions = {},
): string {
  const key = randomBytes(32);
  const content = cipher === 'aes256-gcm' ? encryptGcm(xml, key) : encryptCbc(xml, key);
  const wrapped = publicEncrypt(
    transport === 'oaep'
      ? {
          key: new X509Certificate(certificateDer).publicKey,
          padding: constants.RSA_PKCS1_OAEP_PADDING,
          oaepHash: 'sha1',
        }
      : { key: new X509Certificate(certificateDer).publicKey, padding: constants.RSA_PKCS1_PADDING },
    key,
  );
  const contentAlgorithm =
    cipher === 'aes256-gcm' ? 'http://www.w3.org/2009/xmlenc11#aes256-gcm' : `${XENC}aes256-cbc`;
  const keyAlgorithm = transport === 'oaep' ? `${XENC}rsa-oaep-mgf1p` : `${XENC}rsa-1_5`;
  const cipherData = (bytes: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
  return (
    `<saml:${wrapper} xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">` +
    `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${contentAlgorithm}"/>` +
    `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${keyAlgorithm}"/>` +
    `${cipherData(wrapped)}</xenc:EncryptedKey></ds:KeyInfo>${cipherData(content)}</xenc:EncryptedData></saml:${wrapper}>`
  );
}

function encryptGcm(xml: string, key: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(xml), cipher.final(), cipher.getAuthTag()]);
}

/** The padding of xmlenc-core1 5.2.1 is PKCS #7's, but for what it fills with. */
function encryptCbc(xml: string, key: Buffer): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(xml), cipher.final()]);
}
