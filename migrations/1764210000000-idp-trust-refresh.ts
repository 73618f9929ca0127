import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the refresh of a trust from its address and the watch over its ends need to know. Trusts from an address that were there
 * before are due at once: how long their documents hold was not kept.
 */
export class IdpTrustRefresh1764210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE idp_trusts
    ADD valid_until timestamptz,
    ADD cache_seconds integer,
    ADD next_end_at timestamptz,
    ADD metadata_signing_certificate bytea,
    ADD etag text,
    ADD last_modified text,
    ADD next_refresh_at timestamptz,
    ADD early_refresh_at timestamptz,
    ADD refresh_failed_since timestamptz,
    ADD refresh_failure_count integer NOT NULL DEFAULT 0,
    ADD refresh_failure_code text,
    ADD refresh_failure_message text`,
  `UPDATE idp_trusts SET
    next_refresh_at = CASE WHEN source = 'url' THEN now() END,
    next_end_at = (
      SELECT min((certificate->>'notAfter')::timestamptz) FROM jsonb_array_elements(signing_certificates) AS certificate
      WHERE (certificate->>'notAfter')::timestamptz > now()
    )`,
  `CREATE INDEX ix_idp_trusts_next_end_at ON idp_trusts (next_end_at)`,
  `CREATE INDEX ix_idp_trusts_next_refresh_at ON idp_trusts (next_refresh_at)`,
];

const DOWN = [
  `DROP INDEX ix_idp_trusts_next_refresh_at`,
  `DROP INDEX ix_idp_trusts_next_end_at`,
  `ALTER TABLE idp_trusts
    DROP valid_until,
    DROP cache_seconds,
    DROP next_end_at,
    DROP metadata_signing_certificate,
    DROP etag,
    DROP last_modified,
    DROP next_refresh_at,
    DROP early_refresh_at,
    DROP refresh_failed_since,
    DROP refresh_failure_count,
    DROP refresh_failure_code,
    DROP refresh_failure_message`,
];
