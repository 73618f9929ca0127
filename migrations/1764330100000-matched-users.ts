import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an assertion last named a user, so that those whom single sign-on would lock out are found among many. */
export class MatchedUsers1764330100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_ram_users_never_matched');
    await runner.query('DROP INDEX ix_ram_users_matched_on');
    await runner.query('ALTER TABLE ram_users DROP matched_on');
  }
}

const UP = [
  'ALTER TABLE ram_users ADD matched_on date',
  `UPDATE ram_users SET matched_on = (last_login_at AT TIME ZONE 'UTC')::date WHERE last_login_at IS NOT NULL`,
  `CREATE INDEX ix_ram_users_matched_on ON ram_users (tenant_id, matched_on) WHERE status = 'active'`,
  `CREATE INDEX ix_ram_users_never_matched ON ram_users (tenant_id, user_name_key) WHERE status = 'active' AND matched_on IS NULL`,
];
