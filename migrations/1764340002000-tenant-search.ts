import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants are found by the beginning of their display names too; aliases and domains have indexes of the right order. */
export class TenantSearch1764340002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX ix_tenants_display_name ON tenants (lower(display_name) text_pattern_ops) WHERE display_name IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_tenants_display_name');
  }
}
