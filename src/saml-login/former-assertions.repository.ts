import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Assertions that were used, from one tenant of an alias to the next; those that have expired are let go, by the database's clock. */
@Injectable()
export class FormerAssertionsRepository {
  /** Before the tenant's own go with it. */
  async keep(tx: EntityManager, tenantId: string, alias: string): Promise<void> {
    await tx.query(
      `INSERT INTO former_assertions (alias, assertion_hash, expires_at)
       SELECT $2, assertion_hash, expires_at FROM consumed_assertions WHERE tenant_id = $1 AND expires_at > now()
       ON CONFLICT DO NOTHING`,
      [tenantId, alias],
    );
  }

  async takeOver(tx: EntityManager, tenantId: string, alias: string): Promise<void> {
    await tx.query(
      `WITH former AS (DELETE FROM former_assertions WHERE alias = $2 RETURNING assertion_hash, expires_at)
       INSERT INTO consumed_assertions (tenant_id, assertion_hash, expires_at)
       SELECT $1, assertion_hash, expires_at FROM former WHERE expires_at > now()`,
      [tenantId, alias],
    );
  }
}
