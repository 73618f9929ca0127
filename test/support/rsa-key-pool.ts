import { createPrivateKey, createPublicKey, KeyObject, randomUUID, webcrypto } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RSA_2048, RsaKeys } from '../../src/secrets/rsa-keys';

/** Names the directory of the run's pool; without it every key is a new one. */
export const KEY_POOL = 'TEST_KEY_POOL';

let taken = 0;

/**
 * Making the keys of thousands of tenants and identity providers would be a third of a run: a test file takes the first that was made in
 * this run by whichever file, then the second, and so on; what is not there yet is made. So no two of one file are the same.
 */
export class PooledRsaKeys extends RsaKeys {
  override async make(): Promise<webcrypto.CryptoKeyPair> {
    const pool = process.env[KEY_POOL];
    if (!pool) return super.make();
    const file = join(pool, `${taken++}.der`);
    const kept = await readFile(file).catch(() => undefined);
    if (kept) return readPair(kept);
    const made = await super.make();
    await keep(file, made);
    return made;
  }
}

async function readPair(pkcs8: Buffer): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const [privateKey, publicKey] = await Promise.all([
    webcrypto.subtle.importKey('pkcs8', pkcs8, RSA_2048, true, ['sign']),
    webcrypto.subtle.importKey('spki', spki, RSA_2048, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

/** Whole or not at all, since other workers read it. */
async function keep(file: string, { privateKey }: webcrypto.CryptoKeyPair): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, KeyObject.from(privateKey).export({ format: 'der', type: 'pkcs8' }), {
    mode: 0o600,
  });
  await rename(written, file);
}
