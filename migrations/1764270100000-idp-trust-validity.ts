import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a trust's metadata say their `validUntil`: one that is renewed all the time is no end to be told of. */
export class IdpTrustValidity1764270100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idp_trusts ADD valid_until_since timestamptz');
    await runner.query('UPDATE idp_trusts SET valid_until_since = updated_at WHERE valid_until IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idp_trusts DROP valid_until_since');
  }
}
