import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which IdP's assertion a user was named last, so that the matches of one do not count once another has taken its place. */
export class MatchedBy1764360100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** What was noted until now is taken for the present IdP's: nobody wrote down whose it was. */
const UP = [
  'ALTER TABLE ram_users ADD matched_by bytea',
  `UPDATE ram_users SET matched_by = substring(sha256(convert_to(idp_trusts.entity_id, 'UTF8')) FROM 1 FOR 8)
     FROM idp_trusts WHERE idp_trusts.tenant_id = ram_users.tenant_id AND ram_users.matched_on IS NOT NULL`,
  `CREATE INDEX ix_ram_users_matched_by ON ram_users (tenant_id, matched_by, matched_on) WHERE status = 'active'`,
  'DROP INDEX ix_ram_users_matched_on',
  'DROP INDEX ix_ram_users_never_matched',
  `CREATE INDEX ix_ram_users_never_matched ON ram_users (tenant_id, user_name_key) WHERE status = 'active' AND matched_by IS NULL`,
];

const DOWN = [
  'DROP INDEX ix_ram_users_never_matched',
  `CREATE INDEX ix_ram_users_never_matched ON ram_users (tenant_id, user_name_key) WHERE status = 'active' AND matched_on IS NULL`,
  `CREATE INDEX ix_ram_users_matched_on ON ram_users (tenant_id, matched_on) WHERE status = 'active'`,
  'DROP INDEX ix_ram_users_matched_by',
  'ALTER TABLE ram_users DROP matched_by',
];
