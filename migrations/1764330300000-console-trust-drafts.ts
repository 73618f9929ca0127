import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Metadata that were given in the console and not trusted yet. */
export class ConsoleTrustDrafts1764330300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE console_trust_drafts');
  }
}

const UP = [
  `CREATE TABLE console_trust_drafts (
    tenant_id uuid NOT NULL CONSTRAINT fk_console_trust_drafts_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    session_id uuid NOT NULL,
    document bytea,
    metadata_url text,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_console_trust_drafts PRIMARY KEY (tenant_id, session_id),
    CONSTRAINT ck_console_trust_drafts_offer CHECK ((document IS NULL) <> (metadata_url IS NULL))
  )`,
  'CREATE INDEX ix_console_trust_drafts_created_at ON console_trust_drafts (created_at)',
];
