import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins that an administrator tries out: the link that he was given, then the request that it began. */
export class TestLogins1764250000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE test_logins`);
  }
}

const UP = [
  `CREATE TABLE test_logins (
    tenant_id uuid NOT NULL CONSTRAINT fk_test_logins_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    request_hash bytea,
    browser_secret_hash bytea,
    answered_by bytea,
    assertion_hash bytea,
    CONSTRAINT pk_test_logins PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_test_logins_token_hash UNIQUE (tenant_id, token_hash),
    CONSTRAINT uq_test_logins_request_hash UNIQUE (tenant_id, request_hash)
  )`,
  `CREATE INDEX ix_test_logins_expires_at ON test_logins (expires_at)`,
];
