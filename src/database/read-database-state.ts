import { DataSource } from 'typeorm';
import type { Clock } from '../settings/clock';
import type { ClockReading } from '../settings/clock-reading';
import { dataSourceOptions } from './data-source';

export interface DatabaseState {
  readonly clock: ClockReading;
  /** A replica answers, and takes nothing. */
  readonly takesWrites: boolean;
  /** Of the whole server, by whomever, beside those that it keeps for its superuser. */
  readonly connections: { readonly used: number; readonly limit: number };
  /** Fingerprints of the master keys that something is sealed under: one, or none before the first start. */
  readonly masterKeyIds: readonly string[];
  /** Migrations that this version has, and the database has not. */
  readonly missing: readonly string[];
  /** Those that the database has, and this version does not know. */
  readonly unknown: readonly string[];
}

interface StateRow {
  readonly now: Date;
  readonly isMade: boolean;
  readonly hasMasterKeys: boolean;
  readonly takesWrites: boolean;
  readonly used: number;
  readonly limit: number;
}

/** Looks at a database and leaves it as it is: no table is made, and nothing is migrated. */
export async function readDatabaseState(url: string, clock: Clock): Promise<DatabaseState> {
  const dataSource = await new DataSource(dataSourceOptions(url, { poolSize: 1 })).initialize();
  try {
    const askedAt = clock.now();
    // Without pg_read_all_stats a role sees of others' sessions whose they are, and not of what type.
    const [state] = await dataSource.query<StateRow[]>(
      `SELECT clock_timestamp() AS now, to_regclass('migrations') IS NOT NULL AS "isMade",
        to_regclass('master_keys') IS NOT NULL AS "hasMasterKeys",
        NOT current_setting('transaction_read_only')::boolean AS "takesWrites",
        (SELECT count(*)::int FROM pg_stat_activity
          WHERE usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend') AS used,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS limit`,
    );
    const answeredAt = clock.now();
    const ran = state?.isMade
      ? await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')
      : [];
    const keys = state?.hasMasterKeys
      ? await dataSource.query<{ id: string }[]>('SELECT id FROM master_keys ORDER BY id')
      : [];
    const applied = ran.map(({ name }) => name);
    const known = dataSource.migrations.map((one) => one.name ?? one.constructor.name);
    return {
      clock: { theirs: state?.now ?? new Date(0), askedAt, answeredAt },
      takesWrites: state?.takesWrites ?? false,
      connections: { used: state?.used ?? 0, limit: state?.limit ?? 0 },
      masterKeyIds: keys.map(({ id }) => id),
      missing: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    await dataSource.destroy();
  }
}
