import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which months of audit events were dropped when their time was over, so that it does not look like tampering. */
export class AuditRetention1764368000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_drops (
      month date CONSTRAINT pk_audit_drops PRIMARY KEY,
      arrival bigint NOT NULL,
      key_id uuid NOT NULL,
      hash bytea NOT NULL,
      dropped_at timestamptz NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_drops');
  }
}
