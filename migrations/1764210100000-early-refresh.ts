import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So that the early refreshes of a minute can be counted. */
export class EarlyRefresh1764210100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ix_idp_trusts_early_refresh_at ON idp_trusts (early_refresh_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_idp_trusts_early_refresh_at`);
  }
}
