import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import { TestReportEntity } from './test-report.entity';

@Injectable()
export class TestReportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In place of the one before. Fails on its foreign keys where tenant or key is gone. */
  async put({ tenantId, testId, sealed, masterKeyId }: Omit<TestReportEntity, 'time'>): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO test_reports (tenant_id, test_id, time, sealed, master_key_id) VALUES ($1, $2, now(), $3, $4)
       ON CONFLICT (tenant_id) DO UPDATE
         SET test_id = excluded.test_id, time = excluded.time, sealed = excluded.sealed, master_key_id = excluded.master_key_id`,
      [tenantId, testId, sealed, masterKeyId],
    );
  }

  find(tenantId: string): Promise<TestReportEntity | null> {
    return this.dataSource.manager.findOneBy(TestReportEntity, { tenantId });
  }

  /** Of a tenant that keeps none any more. */
  async deleteUnwanted(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(
      `DELETE FROM test_reports WHERE tenant_id = $1
         AND EXISTS (SELECT FROM tenants WHERE id = $1 AND saml ->> 'keepRefusedLogins' = 'false')`,
      [tenantId],
    );
  }

  /** By the database's clock. @returns how many of at most `limit` */
  deleteOlderThan(days: number, limit: number): Promise<number> {
    const past = { table: 'test_reports', by: 'time', where: 'time <= now() - make_interval(days => $1)' };
    return deleteOldest(this.dataSource, past, [days], limit);
  }
}
