import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often Postgres cleans up where rows come and go with every login, and room on the page where a row is changed by one. */
export class VacuumSettings1764361000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, settings] of SETTINGS) await runner.query(`ALTER TABLE ${table} SET (${settings})`);
    for (const partition of await auditPartitions(runner))
      await runner.query(`ALTER TABLE ${partition} SET (${APPENDED})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const partition of await auditPartitions(runner))
      await runner.query(`ALTER TABLE ${partition} RESET (${namesIn(APPENDED)})`);
    for (const [table, settings] of SETTINGS)
      await runner.query(`ALTER TABLE ${table} RESET (${namesIn(settings)})`);
  }
}

/**
 * A hundredth of dead rows is enough, not the fifth that is usual: what a sweep has deleted, the next one and every look-up by
 * index walk over until it is cleaned up. The file is not cut off at its end, which would take a lock that logins wait for, and
 * for pages that are filled again within minutes.
 */
const SWEPT =
  'autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.05, autovacuum_analyze_threshold = 1000, vacuum_truncate = false';

/** Only ever added to: cleaned up by the piece, and frozen then, so that no month is ever read whole for it. */
const APPENDED =
  'autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000, autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02';

const SETTINGS: readonly (readonly [string, string])[] = [
  // Answered once: the answered row finds room beside the one that it takes the place of, and no index is touched.
  ['authn_requests', `${SWEPT}, fillfactor = 70`],
  ['consumed_assertions', SWEPT],
  ['sessions', SWEPT],
  ['test_logins', SWEPT],
  ['refused_logins', SWEPT],
  ['idempotency_keys', SWEPT],
  ['webhook_deliveries', SWEPT],
  ['console_sessions', SWEPT],
  // A row is changed by each login.
  ['ram_users', 'autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, fillfactor = 90'],
  // Few rows, each changed every few seconds by each node.
  ['login_counts', 'autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70'],
  ['platform_login_counts', 'autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70'],
];

async function auditPartitions(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_events'::regclass ORDER BY 1`,
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}

function namesIn(settings: string): string {
  return settings
    .split(', ')
    .map((setting) => setting.split(' = ')[0])
    .join(', ');
}
