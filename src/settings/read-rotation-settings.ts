import { resolve } from 'node:path';
import type { Environment } from './environment';
import { SettingReader } from './setting-reader';
import * as rules from './setting-rules';

/** What a rotation of the master key asks of the environment. */
export interface RotationSettings {
  /** Undefined: the embedded Postgres under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined: the key is kept in `dataDir`, and its successor is made and kept there as well. */
  readonly given: { readonly masterKey: Buffer; readonly newMasterKey: Buffer } | undefined;
}

const RECIPE = '"openssl rand -base64 32" makes one';

/** Throws one `StartError` that has a line for each wrong setting. */
export function readRotationSettings(env: Environment): RotationSettings {
  const reader = new SettingReader(env);
  const databaseUrl = reader.read('DATABASE_URL', rules.postgresUrl);
  const dataDir = resolve(reader.read('DATA_DIR', rules.path) ?? '.data');
  const masterKey = reader.read('MASTER_KEY', rules.masterKey);
  const newMasterKey = reader.read('NEW_MASTER_KEY', rules.masterKey);
  if (reader.has('DATABASE_URL') && !reader.has('MASTER_KEY'))
    reader.refuse('MASTER_KEY is missing: with DATABASE_URL it must be set, to the key that is in force.');
  else if (reader.has('MASTER_KEY') && !reader.has('NEW_MASTER_KEY'))
    reader.refuse(`NEW_MASTER_KEY is missing: set it to the key that takes MASTER_KEY's place (${RECIPE}).`);
  else if (!reader.has('MASTER_KEY') && reader.has('NEW_MASTER_KEY'))
    reader.refuse(
      'NEW_MASTER_KEY goes with MASTER_KEY: a key that is kept in DATA_DIR gets a successor that is made and kept there.',
    );
  else if (masterKey && newMasterKey && masterKey.equals(newMasterKey))
    reader.refuse(`NEW_MASTER_KEY must be another key than MASTER_KEY (${RECIPE}).`);
  reader.finish();
  return { databaseUrl, dataDir, given: masterKey && newMasterKey && { masterKey, newMasterKey } };
}
