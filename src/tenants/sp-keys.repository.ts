import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SpKeyEntity, type SpKeyUse } from './sp-key.entity';
import { TenantEntity } from './tenant.entity';

export type SpKeyPosition = Pick<SpKeyEntity, 'tenantId' | 'use'>;
export type SealedSpKey = SpKeyPosition & Pick<SpKeyEntity, 'sealedPrivateKey' | 'masterKeyId'>;

@Injectable()
export class SpKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity | null> {
    return this.dataSource.manager.findOneBy(SpKeyEntity, { tenantId, use });
  }

  /** Of two that are stored at once for one tenant and use, the first stays. */
  async insertIfMissing(key: SpKeyEntity): Promise<void> {
    await this.dataSource.createQueryBuilder().insert().into(SpKeyEntity).values(key).orIgnore().execute();
  }

  /** Of the keys that are sealed under another master key than this, the first after a position: locked, so that they stay as they are. */
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: SpKeyPosition | undefined,
    limit: number,
  ): Promise<SealedSpKey[]> {
    return tx.query(
      `SELECT tenant_id AS "tenantId", use, sealed_private_key AS "sealedPrivateKey", master_key_id AS "masterKeyId"
         FROM sp_keys
        WHERE master_key_id <> $1 AND ($2::uuid IS NULL OR (tenant_id, use) > ($2::uuid, $3::text))
        ORDER BY tenant_id, use LIMIT $4 FOR NO KEY UPDATE`,
      [masterKeyId, after?.tenantId ?? null, after?.use ?? null, limit],
    );
  }

  /** Stores keys as they are sealed now. */
  async updateSealed(tx: EntityManager, masterKeyId: string, keys: readonly SealedSpKey[]): Promise<void> {
    await tx.query(
      `UPDATE sp_keys SET sealed_private_key = fresh.sealed, master_key_id = $1
         FROM unnest($2::uuid[], $3::text[], $4::bytea[]) AS fresh (tenant_id, use, sealed)
        WHERE sp_keys.tenant_id = fresh.tenant_id AND sp_keys.use = fresh.use`,
      [
        masterKeyId,
        keys.map(({ tenantId }) => tenantId),
        keys.map(({ use }) => use),
        keys.map(({ sealedPrivateKey }) => sealedPrivateKey),
      ],
    );
  }

  async findAlias(tenantId: string): Promise<string | null> {
    const found = await this.dataSource.manager.findOne(TenantEntity, {
      select: { alias: true },
      where: { id: tenantId },
    });
    return found?.alias ?? null;
  }
}
