import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a tenant's last event of its deletion tells. */
export interface Deletion {
  readonly tenantId: string;
  readonly time: Date;
  readonly alias: string | null;
}

@Injectable()
export class AuditTrailsRepository {
  /** Whose events there are, by id, after one; from one trail's to the next by the index, however many events each has. */
  async list(tx: EntityManager, after: string, limit: number): Promise<string[]> {
    await tx.query('SET LOCAL enable_seqscan = off');
    const rows = await tx.query<{ id: string }[]>(
      `WITH RECURSIVE trail (id) AS (
         (SELECT tenant_id FROM audit_events WHERE tenant_id > $1 ORDER BY tenant_id LIMIT 1)
         UNION ALL
         SELECT (SELECT tenant_id FROM audit_events WHERE tenant_id > trail.id ORDER BY tenant_id LIMIT 1)
           FROM trail WHERE trail.id IS NOT NULL)
       SELECT id FROM trail WHERE id IS NOT NULL LIMIT $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  listDeletions(tx: EntityManager, tenantIds: readonly string[]): Promise<Deletion[]> {
    return tx.query(
      `SELECT DISTINCT ON (tenant_id) tenant_id AS "tenantId", time, details->>'alias' AS alias
         FROM audit_events WHERE tenant_id = ANY($1) AND type = 'tenant.deleted' ORDER BY tenant_id, id DESC`,
      [tenantIds],
    );
  }
}
