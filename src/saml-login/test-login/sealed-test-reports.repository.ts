import type { EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../../tenants/sealed-store';
import { type TestReportEntity, testReportPurpose } from './test-report.entity';

type Row = SealedRow & Pick<TestReportEntity, 'tenantId' | 'testId'>;

/** The reports of tests. */
export class SealedTestReports implements SealedStore<Row> {
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const rows = await tx.query<Omit<Row, 'purpose'>[]>(
      `SELECT tenant_id AS "tenantId", test_id AS "testId", sealed, master_key_id AS "masterKeyId" FROM test_reports
        WHERE master_key_id <> $1 AND ($2::uuid IS NULL OR tenant_id > $2::uuid)
        ORDER BY tenant_id LIMIT $3 FOR NO KEY UPDATE`,
      [masterKeyId, after?.tenantId ?? null, limit],
    );
    return rows.map((row) => ({ ...row, purpose: testReportPurpose(row) }));
  }

  async updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    await tx.query(
      `UPDATE test_reports SET sealed = fresh.sealed, master_key_id = $1
         FROM unnest($2::uuid[], $3::bytea[]) AS fresh (tenant_id, sealed)
        WHERE test_reports.tenant_id = fresh.tenant_id`,
      [masterKeyId, rows.map(({ tenantId }) => tenantId), rows.map(({ sealed }) => sealed)],
    );
  }

  describe({ tenantId }: Row): { what: string; remedy: string } {
    return {
      what: `The report of the last test of the tenant ${tenantId}`,
      remedy: 'Delete that row of test_reports: nothing but the look at it is lost.',
    };
  }
}
