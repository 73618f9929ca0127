import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { listTenantIds } from '../database/list-tenant-ids';

/** What a tenant's last event of its deletion tells. */
export interface Deletion {
  readonly tenantId: string;
  readonly time: Date;
  readonly alias: string | null;
}

@Injectable()
export class AuditTrailsRepository {
  /** Whose events there are, by id, after one. */
  async list(tx: EntityManager, after: string, limit: number): Promise<string[]> {
    await tx.query('SET LOCAL enable_seqscan = off');
    return listTenantIds(tx, 'audit_events', after, limit);
  }

  listDeletions(tx: EntityManager, tenantIds: readonly string[]): Promise<Deletion[]> {
    return tx.query(
      `SELECT DISTINCT ON (tenant_id) tenant_id AS "tenantId", time, details->>'alias' AS alias
         FROM audit_events WHERE tenant_id = ANY($1) AND type = 'tenant.deleted' ORDER BY tenant_id, id DESC`,
      [tenantIds],
    );
  }
}
