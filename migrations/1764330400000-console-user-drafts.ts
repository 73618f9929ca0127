import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of users that were given in the console and not imported yet. */
export class ConsoleUserDrafts1764330400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE console_user_drafts');
  }
}

const UP = [
  `CREATE TABLE console_user_drafts (
    tenant_id uuid NOT NULL CONSTRAINT fk_console_user_drafts_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    session_id uuid NOT NULL,
    csv bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_console_user_drafts PRIMARY KEY (tenant_id, session_id)
  )`,
  'CREATE INDEX ix_console_user_drafts_created_at ON console_user_drafts (created_at)',
];
