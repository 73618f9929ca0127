import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody who goes through all events was last seen: what he has not come to is kept for him, but not for one who is gone. */
export class AuditExport1764369000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_cursors ADD COLUMN seen_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_cursors DROP COLUMN seen_at');
  }
}
