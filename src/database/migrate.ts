import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';

/** Any number that no other program locks on the same database; it reads "RAM". */
const MIGRATION_LOCK = 0x52_41_4d;

/**
 * Brings the schema up to date; several services that start at once wait for one another, and the later ones find nothing to do.
 * The lock is a transaction's: it also holds behind a pooler that hands connections out by transaction.
 * @returns the names of the migrations that ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const dataSource = new DataSource(dataSourceOptions(url, { poolSize: 2, statementTimeoutMs: 0 }));
  await dataSource.initialize();
  try {
    return await dataSource.transaction(async (lock) => {
      await lock.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    });
  } finally {
    await dataSource.destroy();
  }
}
