import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyPairPem, makeKeyPair } from '../../../demo/idp/make-key-pair';
import type { IdpKeys } from './interop-idp';

/** A directory of the IdP's own, with its key pair: `idp.key`, `idp.crt`, and perhaps `additional.crt` for its metadata. */
export interface IdpDirectory {
  readonly path: string;
  readonly keys: IdpKeys;
  write(name: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function makeIdpDirectory(name: string): Promise<IdpDirectory> {
  const path = await mkdtemp(join(tmpdir(), `ram-sso-${name}-`));
  const write = (file: string, text: string) => writeFile(join(path, file), text, { mode: 0o600 });
  const keys = new KeyFiles(await makeKeyPair(name), path, write);
  await keys.use(keys.signing);
  return { path, keys, write, remove: () => rm(path, { recursive: true, force: true }) };
}

class KeyFiles implements IdpKeys {
  constructor(
    public signing: KeyPairPem,
    private readonly path: string,
    private readonly write: (name: string, text: string) => Promise<void>,
  ) {}

  async use(signing: KeyPairPem, alsoInMetadata?: KeyPairPem): Promise<void> {
    await this.write('idp.key', signing.key);
    await this.write('idp.crt', signing.cert);
    if (alsoInMetadata) await this.write('additional.crt', alsoInMetadata.cert);
    else await rm(join(this.path, 'additional.crt'), { force: true });
    this.signing = signing;
  }
}
