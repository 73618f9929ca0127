import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where events are sent, of a tenant or, without one, of the platform; and what they are signed with. */
export class Webhooks1764260000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE webhook_secrets, webhooks`);
  }
}

const UP = [
  `CREATE TABLE webhooks (
    id uuid CONSTRAINT pk_webhooks PRIMARY KEY,
    tenant_id uuid CONSTRAINT fk_webhooks_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    url text NOT NULL,
    description text,
    event_types text[],
    enabled boolean NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_webhooks_tenant ON webhooks (tenant_id, id)`,
  `CREATE TABLE webhook_secrets (
    webhook_id uuid NOT NULL CONSTRAINT fk_webhook_secrets_webhook REFERENCES webhooks (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    sealed_secret bytea NOT NULL,
    master_key_id text NOT NULL CONSTRAINT fk_webhook_secrets_master_key REFERENCES master_keys (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    CONSTRAINT pk_webhook_secrets PRIMARY KEY (webhook_id, id)
  )`,
  `CREATE INDEX ix_webhook_secrets_master_key ON webhook_secrets (master_key_id)`,
];
