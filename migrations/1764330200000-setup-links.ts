import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which a customer's own administrator sets a tenant up. */
export class SetupLinks1764330200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE setup_links');
  }
}

const UP = [
  `CREATE TABLE setup_links (
    tenant_id uuid NOT NULL CONSTRAINT fk_setup_links_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    note text,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    opened_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT pk_setup_links PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_setup_links_secret_hash UNIQUE (tenant_id, secret_hash)
  )`,
  'CREATE INDEX ix_setup_links_expires_at ON setup_links (expires_at)',
];
