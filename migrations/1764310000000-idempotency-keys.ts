import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What requests that created something were answered: for a day, so that they can be sent again. */
export class IdempotencyKeys1764310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_keys`);
  }
}

const UP = [
  `CREATE TABLE idempotency_keys (
    id bytea CONSTRAINT pk_idempotency_keys PRIMARY KEY,
    tenant_id uuid CONSTRAINT fk_idempotency_keys_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    request_hash bytea NOT NULL,
    sealed_answer bytea NOT NULL,
    master_key_id text NOT NULL CONSTRAINT fk_idempotency_keys_master_key REFERENCES master_keys (id),
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_idempotency_keys_tenant ON idempotency_keys (tenant_id)`,
  `CREATE INDEX ix_idempotency_keys_expires_at ON idempotency_keys (expires_at)`,
  `CREATE INDEX ix_idempotency_keys_master_key ON idempotency_keys (master_key_id)`,
];
