import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';

export interface DatabaseState {
  readonly now: Date;
  /** Migrations that this version has, and the database has not. */
  readonly missing: readonly string[];
  /** Those that the database has, and this version does not know. */
  readonly unknown: readonly string[];
}

/** Looks at a database and leaves it as it is: no table is made, and nothing is migrated. */
export async function readDatabaseState(url: string): Promise<DatabaseState> {
  const dataSource = await new DataSource(dataSourceOptions(url, { poolSize: 1 })).initialize();
  try {
    const [state] = await dataSource.query<{ now: Date; isMade: boolean }[]>(
      `SELECT clock_timestamp() AS now, to_regclass('migrations') IS NOT NULL AS "isMade"`,
    );
    const ran = state?.isMade
      ? await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')
      : [];
    const applied = ran.map(({ name }) => name);
    const known = dataSource.migrations.map((one) => one.name ?? one.constructor.name);
    return {
      now: state?.now ?? new Date(0),
      missing: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    await dataSource.destroy();
  }
}
