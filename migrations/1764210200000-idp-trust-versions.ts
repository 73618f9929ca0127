import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trust's versions, with the documents that they were read from: the trust itself only names its own. */
export class IdpTrustVersions1764210200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE idp_trust_versions (
    tenant_id uuid NOT NULL CONSTRAINT fk_idp_trust_versions_tenant REFERENCES tenants (id) ON DELETE CASCADE,
    number integer NOT NULL,
    entity_id text NOT NULL,
    source text NOT NULL,
    metadata_url text,
    metadata_signing_certificate bytea,
    signing_certificates jsonb NOT NULL,
    metadata bytea NOT NULL,
    reason text NOT NULL CONSTRAINT ck_idp_trust_versions_reason CHECK (reason IN ('upload', 'url', 'refresh', 'restore')),
    actor text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_idp_trust_versions PRIMARY KEY (tenant_id, number)
  )`,
  `INSERT INTO idp_trust_versions (tenant_id, number, entity_id, source, metadata_url, metadata_signing_certificate,
                                   signing_certificates, metadata, reason, actor, created_at)
   SELECT tenant_id, 1, entity_id, source, metadata_url, metadata_signing_certificate, signing_certificates, metadata, source,
          'platform', updated_at
   FROM idp_trusts`,
  `ALTER TABLE idp_trusts ADD version_number integer NOT NULL DEFAULT 1`,
  `ALTER TABLE idp_trusts ALTER version_number DROP DEFAULT, DROP metadata`,
];

const DOWN = [
  `ALTER TABLE idp_trusts ADD metadata bytea`,
  `UPDATE idp_trusts SET metadata = (
     SELECT version.metadata FROM idp_trust_versions AS version
     WHERE version.tenant_id = idp_trusts.tenant_id AND version.number = idp_trusts.version_number)`,
  `ALTER TABLE idp_trusts ALTER metadata SET NOT NULL, DROP version_number`,
  `DROP TABLE idp_trust_versions`,
];
