import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Single sign-on that is on for a trial, until a login confirms it or its time is over. */
export class SsoTrials1764330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenants ADD sso_trial_ends_at timestamptz');
    await runner.query(
      'CREATE INDEX ix_tenants_sso_trial_ends_at ON tenants (sso_trial_ends_at) WHERE sso_trial_ends_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_tenants_sso_trial_ends_at');
    await runner.query('ALTER TABLE tenants DROP sso_trial_ends_at');
  }
}
