import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './database/data-source';
import { EmbeddedPostgres } from './database/embedded-postgres';
import { isDatabaseUnavailable } from './database/failures';
import { migrateOrExplain } from './database/migrate-or-explain';
import { KeptMasterKey } from './kept-master-key';
import { masterKeyIdOf } from './secrets/sealing';
import { SEALED_STORES } from './sealed-stores';
import { DataDirectory } from './settings/data-directory';
import { readRotationSettings, type RotationSettings } from './settings/read-rotation-settings';
import { StartError } from './settings/start-error';
import { RotateMasterKey } from './tenants/rotate-master-key';

type Keys = NonNullable<RotationSettings['given']>;

/**
 * `ram-sso rotate-master-key`. It may be ended at any moment, and repeated: the database has one key in force, the old or the new.
 * @returns what was done and what is to do now, in sentences without any key
 * @throws StartError
 */
export async function rotateMasterKey(env: NodeJS.ProcessEnv): Promise<string> {
  const { databaseUrl, dataDir, given } = readRotationSettings(env);
  if (databaseUrl !== undefined && given) return rotateGiven(databaseUrl, given);
  requireDatabase(dataDir);
  const directory = await DataDirectory.open(dataDir, 'stop it, rotate, and start it again');
  try {
    const postgres = await EmbeddedPostgres.start({ directory: join(directory.path, 'postgres') });
    try {
      return await (given ? rotateGiven(postgres.url(), given) : rotateKept(postgres.url(), directory));
    } finally {
      await postgres.stop();
    }
  } finally {
    await directory.close();
  }
}

async function rotateGiven(databaseUrl: string, keys: Keys): Promise<string> {
  const sealed = await rotate(databaseUrl, keys);
  const done =
    sealed === null
      ? 'Nothing was to be done: NEW_MASTER_KEY is in force already.'
      : `${privateKeys(sealed)} sealed under NEW_MASTER_KEY now, which is in force.`;
  return `${done}
Set MASTER_KEY to it on every node, and restart them. A node that has neither as MASTER_KEY nor as NEW_MASTER_KEY the key that is in
force answers 503 on /readyz, and does not start again.
Keep the old key as long as you keep backups from before.`;
}

/** The new key is on the disk before anything is sealed under it; it takes the old one's place once the database is done with that. */
async function rotateKept(databaseUrl: string, directory: DataDirectory): Promise<string> {
  const kept = new KeptMasterKey(directory);
  const masterKey = kept.find();
  if (!masterKey)
    throw new StartError(`${kept.path} is missing: put back the file that this database was begun with.`, {
      exitCode: 2,
    });
  const newMasterKey = kept.requireNext();
  const sealed = await rotate(databaseUrl, { masterKey, newMasterKey });
  kept.settle(masterKeyIdOf(newMasterKey));
  return sealed === null
    ? `An earlier rotation had been interrupted at its end: it is done now, and the new key is in ${kept.path}.`
    : `${privateKeys(sealed)} sealed under a new master key now, which is in ${kept.path} in place of the old one.
Backups from before need the old key: a copy of DATA_DIR has it inside. Make a new backup, and start the service.`;
}

async function rotate(databaseUrl: string, { masterKey, newMasterKey }: Keys): Promise<number | null> {
  await migrateOrExplain(databaseUrl);
  const dataSource = new DataSource(dataSourceOptions(databaseUrl, { poolSize: 1 }));
  await dataSource.initialize();
  try {
    return await new RotateMasterKey(dataSource, SEALED_STORES).run(masterKey, newMasterKey);
  } catch (cause) {
    if (!isDatabaseUnavailable(cause)) throw cause;
    throw new StartError(
      `The database failed within the rotation (${(cause as Error).message}): it is under the old key or the new one as a whole. Run it again, which goes on from either.`,
      { cause },
    );
  } finally {
    await dataSource.destroy();
  }
}

/** A directory that no service was started on must not get a database by this. */
function requireDatabase(dataDir: string): void {
  if (existsSync(join(dataDir, 'postgres', 'data'))) return;
  throw new StartError(
    `DATA_DIR ${dataDir} holds no database: name the one that the service was started with, or set DATABASE_URL.`,
    { exitCode: 2 },
  );
}

function privateKeys(count: number): string {
  return count === 1 ? '1 private key or webhook secret is' : `${count} private keys and webhook secrets are`;
}
