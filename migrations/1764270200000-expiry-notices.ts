import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was told of what ends soon, so that nothing is told twice. */
export class ExpiryNotices1764270200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE expiry_notices');
  }
}

const UP = [
  `CREATE TABLE expiry_notices (
    tenant_id uuid NOT NULL CONSTRAINT fk_expiry_notices_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    type text NOT NULL,
    subject text NOT NULL,
    not_after timestamptz NOT NULL,
    threshold integer NOT NULL,
    told_at timestamptz NOT NULL,
    CONSTRAINT pk_expiry_notices PRIMARY KEY (tenant_id, type, subject)
  )`,
  `CREATE INDEX ix_expiry_notices_not_after ON expiry_notices (not_after)`,
];
