import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isUniqueViolation } from '../database/driver-error';
import type { PageRequest } from '../http/list-page';
import { SpKeyEntity, type SpKeyStatus, type SpKeyUse } from './sp-key.entity';

/** All that may be shown of a key. */
export type PublicSpKey = Omit<SpKeyEntity, 'sealedPrivateKey' | 'masterKeyId'>;

const PUBLIC_COLUMNS = `key.tenant_id AS "tenantId", key.id, key.use, key.status, key.certificate,
  key.not_after AS "notAfter", key.created_at AS "createdAt", key.updated_at AS "updatedAt"`;

@Injectable()
export class SpKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The current one, the next, the previous, as far as there are such. */
  listOfUse(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity[]> {
    return this.dataSource.manager.find(SpKeyEntity, { where: { tenantId, use }, order: { status: 'ASC' } });
  }

  /** By use and status; one row more than the page's limit where there are more. */
  list(tenantId: string, page: PageRequest): Promise<PublicSpKey[]> {
    const [use, status] = page.after?.split('.') ?? [];
    return this.dataSource.query(
      `SELECT ${PUBLIC_COLUMNS} FROM sp_keys key
        WHERE key.tenant_id = $1 AND ($2::text IS NULL OR (key.use, key.status) > ($2::text, $3::text))
        ORDER BY key.use, key.status LIMIT $4`,
      [tenantId, use ?? null, status ?? null, page.limit + 1],
    );
  }

  async find(tenantId: string, id: string): Promise<PublicSpKey | null> {
    const rows: PublicSpKey[] = await this.dataSource.query(
      `SELECT ${PUBLIC_COLUMNS} FROM sp_keys key WHERE key.tenant_id = $1 AND key.id = $2`,
      [tenantId, id],
    );
    return rows[0] ?? null;
  }

  has(tenantId: string, use: SpKeyUse, status: SpKeyStatus): Promise<boolean> {
    return this.dataSource.manager.existsBy(SpKeyEntity, { tenantId, use, status });
  }

  /** Of the tenants of which a published key's certificate ends by `until`, in their order, those keys; at most `limit` tenants. */
  listEnding(until: Date, after: string | undefined, limit: number): Promise<PublicSpKey[]> {
    return this.dataSource.query(
      `SELECT ${PUBLIC_COLUMNS} FROM sp_keys key
        WHERE key.not_after <= $1 AND key.status <> 'previous' AND key.tenant_id IN (
          SELECT DISTINCT tenant_id FROM sp_keys
           WHERE not_after <= $1 AND status <> 'previous' AND ($2::uuid IS NULL OR tenant_id > $2::uuid)
           ORDER BY tenant_id LIMIT $3)
        ORDER BY key.tenant_id, key.use, key.status`,
      [until, after ?? null, limit],
    );
  }

  /** Of all tenants, the published keys whose certificates end after `now` and by `until`, the soonest first. */
  listSoonest(now: Date, until: Date, limit: number): Promise<PublicSpKey[]> {
    return this.dataSource.query(
      `SELECT ${PUBLIC_COLUMNS} FROM sp_keys key
        WHERE key.not_after > $1 AND key.not_after <= $2 AND key.status <> 'previous' ORDER BY key.not_after LIMIT $3`,
      [now, until, limit],
    );
  }

  /** All of the tenant's, locked so that they stay as they are. */
  lockAll(tx: EntityManager, tenantId: string): Promise<PublicSpKey[]> {
    return tx.query(
      `SELECT ${PUBLIC_COLUMNS} FROM sp_keys key WHERE key.tenant_id = $1 ORDER BY key.id FOR NO KEY UPDATE`,
      [tenantId],
    );
  }

  /** Fails on `uq_sp_keys_status` where there is one of that use and status. */
  async insert(tx: EntityManager, key: SpKeyEntity): Promise<void> {
    await tx.insert(SpKeyEntity, key);
  }

  /** Of two that are stored at once for one tenant, use and status, the first stays. */
  async insertIfMissing(key: SpKeyEntity): Promise<void> {
    try {
      await this.insert(this.dataSource.manager, key);
    } catch (error) {
      if (!isUniqueViolation(error, 'uq_sp_keys_status')) throw error;
    }
  }

  /** In one statement, so that two can change places. */
  async updateStatuses(
    tx: EntityManager,
    tenantId: string,
    changes: readonly Pick<SpKeyEntity, 'id' | 'status'>[],
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE sp_keys SET status = fresh.status, updated_at = $2
         FROM unnest($3::uuid[], $4::text[]) AS fresh (id, status)
        WHERE sp_keys.tenant_id = $1 AND sp_keys.id = fresh.id`,
      [tenantId, now, changes.map(({ id }) => id), changes.map(({ status }) => status)],
    );
  }

  async delete(tx: EntityManager, tenantId: string, id: string): Promise<void> {
    await tx.delete(SpKeyEntity, { tenantId, id });
  }
}
