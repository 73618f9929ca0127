import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a deleted tenant's assertions were, for one of the same alias that is made while they could still be shown again. */
export class FormerAssertions1764370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE former_assertions (
      alias text NOT NULL,
      assertion_hash bytea NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT pk_former_assertions PRIMARY KEY (alias, assertion_hash)
    ) WITH (${SWEPT})`);
    await runner.query('CREATE INDEX ix_former_assertions_expires_at ON former_assertions (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE former_assertions');
  }
}

/** As of the assertions of the tenants that are there. */
const SWEPT =
  'autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.05, autovacuum_analyze_threshold = 1000, vacuum_truncate = false';
