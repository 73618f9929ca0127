import { createPrivateKey } from 'node:crypto';
import { MetadataError } from './metadata-error';

// Bounded, so that no text makes the matcher go deep.
const PEM_PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY/;

/** The document is kept and shown as it came: a private key must not come along. */
export function refusePrivateKeyText(text: string): void {
  if (PEM_PRIVATE_KEY.test(text)) throw leaked();
}

/** @param bytes what stands in an X509Certificate and is no certificate */
export function refusePrivateKey(bytes: Buffer): void {
  const types = ['pkcs8', 'pkcs1', 'sec1'] as const;
  if (types.some((type) => isPrivateKey(bytes, type))) throw leaked();
}

function isPrivateKey(key: Buffer, type: 'pkcs8' | 'pkcs1' | 'sec1'): boolean {
  try {
    createPrivateKey({ key, format: 'der', type });
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_MISSING_PASSPHRASE';
  }
}

function leaked(): MetadataError {
  return new MetadataError(
    'Expected public certificates only, got a private key in the metadata; nothing was stored. Take the key for leaked: make a new one at the IdP, and upload metadata without it.',
  );
}
