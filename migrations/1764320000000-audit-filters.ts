import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Audit events by request id, by code and by refusal. Led by the request: one look-up serves a tenant and the platform, which asks for it
 * in all of them. The other two hold refusals alone, so that a sign-in writes one more index and not three.
 */
export class AuditFilters1764320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_events_request, ix_audit_events_code, ix_audit_events_refused');
  }
}

const UP = [
  `CREATE INDEX ix_audit_events_request ON audit_events (request_id, tenant_id, id)`,
  `CREATE INDEX ix_audit_events_code ON audit_events (tenant_id, code, id) WHERE code IS NOT NULL`,
  `CREATE INDEX ix_audit_events_refused ON audit_events (tenant_id, id) WHERE outcome = 'refused'`,
];
