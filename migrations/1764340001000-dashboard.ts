import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What all tenants' dashboard asks for by index: the IdPs' certificates by their end, and the tenants whose trust does not work. */
export class Dashboard1764340001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE idp_trust_certificates (
    tenant_id uuid NOT NULL CONSTRAINT fk_idp_trust_certificates_trust REFERENCES idp_trusts (tenant_id) ON DELETE CASCADE,
    sha256_fingerprint text NOT NULL,
    subject text NOT NULL,
    not_after timestamptz NOT NULL,
    CONSTRAINT pk_idp_trust_certificates PRIMARY KEY (tenant_id, sha256_fingerprint)
  )`,
  `INSERT INTO idp_trust_certificates (tenant_id, sha256_fingerprint, subject, not_after)
    SELECT tenant_id, certificate->>'sha256Fingerprint', certificate->>'subject', (certificate->>'notAfter')::timestamptz
      FROM idp_trusts, jsonb_array_elements(signing_certificates) AS certificate
    ON CONFLICT DO NOTHING`,
  `CREATE INDEX ix_idp_trust_certificates_not_after ON idp_trust_certificates (not_after)`,
  `CREATE INDEX ix_idp_trusts_valid_until ON idp_trusts (valid_until) WHERE valid_until IS NOT NULL`,
  `CREATE INDEX ix_idp_trusts_refresh_failed ON idp_trusts (tenant_id) WHERE refresh_failed_since IS NOT NULL`,
  `CREATE INDEX ix_tenants_sso_disabled ON tenants (alias) WHERE NOT sso_enabled`,
];

const DOWN = [
  `DROP INDEX ix_tenants_sso_disabled`,
  `DROP INDEX ix_idp_trusts_refresh_failed`,
  `DROP INDEX ix_idp_trusts_valid_until`,
  `DROP TABLE idp_trust_certificates`,
];
