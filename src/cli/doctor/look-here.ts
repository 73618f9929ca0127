import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAccessDenied } from '../../database/failures';
import { readDatabaseState } from '../../database/read-database-state';
import { masterKeyIdOf } from '../../secrets/sealing';
import { type EnvironmentSettings, readSettings } from '../../settings/read-settings';
import { StartError } from '../../settings/start-error';
import type { CommandContext } from '../command-context';
import { type Finding, ok, skipped, wrong } from './finding';
import { judgeMasterKey, judgeMigrations, judgeServer } from './judge';
import { judgeClock } from './judge-clock';

/** What the service would find if it were started here; starts, makes and changes nothing. */
export async function lookHere(context: CommandContext): Promise<readonly Finding[]> {
  const settings = readOrExplain(context);
  if (Array.isArray(settings)) return settings;
  const { databaseUrl, dataDir, baseUrl, masterKey, newMasterKey } = settings;
  const held = [masterKey, newMasterKey].filter((key) => key !== undefined).map(masterKeyIdOf);
  return [
    ok('settings', `can be read; BASE_URL is ${baseUrl}`),
    ...(databaseUrl === undefined
      ? [lookAtDirectory(dataDir)]
      : await lookAtDatabase(context, databaseUrl, held)),
  ];
}

function readOrExplain({ host }: CommandContext): EnvironmentSettings | Finding[] {
  try {
    return readSettings(host.env);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return error.message
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => wrong('settings', line.trim(), 'the README has a table of all settings'));
  }
}

function lookAtDirectory(dataDir: string): Finding {
  const subject = 'database';
  const postgres = join(dataDir, 'postgres');
  if (!existsSync(postgres))
    return skipped(subject, `DATABASE_URL is not set, and ${dataDir} has no embedded one yet`, null);
  const runs = existsSync(join(postgres, 'data', 'postmaster.pid'));
  return skipped(
    subject,
    `embedded, in ${postgres}: ${runs ? 'it runs, or was killed' : 'it is stopped'}`,
    'it belongs to the service, which migrates it at its start and says by /readyz whether it is well',
  );
}

/** @param held fingerprints of the master keys that are set here */
async function lookAtDatabase(
  { clock }: CommandContext,
  url: string,
  held: readonly string[],
): Promise<readonly Finding[]> {
  const { hostname, port, pathname } = new URL(url);
  const name = `${hostname}:${port || '5432'}${pathname}`;
  try {
    const state = await readDatabaseState(url, clock);
    return [
      ...judgeServer(name, state),
      judgeMigrations(state),
      judgeMasterKey(held, state.masterKeyIds),
      judgeClock('the database', state.clock),
    ];
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const advice = isAccessDenied(error)
      ? 'check the user, password and database name of DATABASE_URL'
      : 'check DATABASE_URL, and that it runs';
    return [wrong('database', `${name}: ${message || String(code)}`, advice)];
  }
}
