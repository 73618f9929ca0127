import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of each tenant, the report of the last test of its sign-in: sealed, for a while. */
export class TestReports1764362000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE test_reports');
  }
}

const UP = [
  `CREATE TABLE test_reports (
    tenant_id uuid NOT NULL CONSTRAINT fk_test_reports_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    test_id uuid NOT NULL,
    time timestamptz NOT NULL,
    sealed bytea NOT NULL,
    master_key_id text NOT NULL CONSTRAINT fk_test_reports_master_key REFERENCES master_keys (id),
    CONSTRAINT pk_test_reports PRIMARY KEY (tenant_id)
  )`,
  // Compressed before it was sealed: Postgres would try in vain.
  `ALTER TABLE test_reports ALTER sealed SET STORAGE EXTERNAL`,
  `CREATE INDEX ix_test_reports_time ON test_reports (time)`,
  `CREATE INDEX ix_test_reports_master_key ON test_reports (master_key_id)`,
];
