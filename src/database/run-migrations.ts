import { SettingReader } from '../settings/setting-reader';
import * as rules from '../settings/setting-rules';
import { StartError } from '../settings/start-error';
import { migrate } from './migrate';

/** `npm run migration:run`: brings the database of DATABASE_URL up to date. The service does so itself at its start. */
async function main(): Promise<void> {
  const reader = new SettingReader(process.env);
  const url = reader.read('DATABASE_URL', rules.postgresUrl);
  reader.finish();
  if (url === undefined) {
    process.stderr.write(
      'Set DATABASE_URL to the database that is to be migrated; the embedded one is migrated at every start.\n',
    );
    process.exitCode = 2;
    return;
  }
  const ran = await migrate(url);
  process.stdout.write(
    ran.length > 0 ? `Ran ${ran.join(', ')}.\n` : 'Nothing to run: the database is up to date.\n',
  );
}

main().catch((error: unknown) => {
  const isExpected = error instanceof StartError;
  process.stderr.write(`${isExpected ? error.message : String(error)}\n`);
  process.exitCode = isExpected ? error.exitCode : 1;
});
