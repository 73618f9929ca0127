import { StartError } from '../settings/start-error';
import { isAccessDenied, isDatabaseUnavailable } from './failures';
import { migrate } from './migrate';

/** Brings the schema up to date. Throws a `StartError` where the database is out of reach or does not let us in. */
export async function migrateOrExplain(databaseUrl: string): Promise<void> {
  try {
    await migrate(databaseUrl);
  } catch (cause) {
    const { hostname, port } = new URL(databaseUrl);
    const database = `The database at ${hostname}:${port || 5432}`;
    const reason = (cause as Error).message || String((cause as NodeJS.ErrnoException).code);
    if (isDatabaseUnavailable(cause)) {
      throw new StartError(
        `${database} can not be reached (${reason}): check DATABASE_URL, and that it runs.`,
        { cause },
      );
    }
    if (isAccessDenied(cause)) {
      throw new StartError(
        `${database} does not let this service in (${reason}): check the user, password and database name of DATABASE_URL; the user must own the database.`,
        { cause },
      );
    }
    throw cause;
  }
}
