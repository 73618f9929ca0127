import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is at work in the console; without a tenant for the platform. */
export class ConsoleSessions1764350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE console_sessions`);
  }
}

const UP = [
  `CREATE TABLE console_sessions (
    id uuid CONSTRAINT pk_console_sessions PRIMARY KEY,
    tenant_id uuid CONSTRAINT fk_console_sessions_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    token_hash bytea NOT NULL CONSTRAINT uq_console_sessions_token_hash UNIQUE,
    credential text NOT NULL,
    issued_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    confirmed_at timestamptz NOT NULL,
    ip text NOT NULL,
    user_agent text
  )`,
  `CREATE INDEX ix_console_sessions_tenant ON console_sessions (tenant_id)`,
  `CREATE INDEX ix_console_sessions_expires_at ON console_sessions (expires_at)`,
];
