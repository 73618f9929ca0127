import { hash, timingSafeEqual } from 'node:crypto';
import { takeRandomBytes } from './entropy';

/** 256 random bits, base64url. Only its hash is ever stored. */
export function newSecret(): string {
  return takeRandomBytes(32).toString('base64url');
}

/** SHA-256 without salt or stretching: enough for secrets that nobody can guess, and only for those. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** In constant time for buffers of one length. */
export function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
