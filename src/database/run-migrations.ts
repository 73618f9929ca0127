import { migrate } from './migrate';

/** `npm run migration:run`: brings the database of DATABASE_URL up to date. The service does so itself at its start. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) {
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
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
