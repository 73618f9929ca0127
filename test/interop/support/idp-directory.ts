import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyPairPem, makeKeyPair } from '../../../demo/idp/make-key-pair';

/** A directory of the IdP's own, with its key pair: `idp.key`, `idp.crt`. */
export interface IdpDirectory {
  readonly path: string;
  readonly keyPair: KeyPairPem;
  write(name: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function makeIdpDirectory(name: string): Promise<IdpDirectory> {
  const path = await mkdtemp(join(tmpdir(), `ram-sso-${name}-`));
  const write = (file: string, text: string) => writeFile(join(path, file), text, { mode: 0o600 });
  const keyPair = await makeKeyPair(name);
  await write('idp.key', keyPair.key);
  await write('idp.crt', keyPair.cert);
  return { path, keyPair, write, remove: () => rm(path, { recursive: true, force: true }) };
}
