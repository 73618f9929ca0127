import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditSealKeyEntity } from './audit-seal-key.entity';

export type SealedKey = Pick<AuditSealKeyEntity, 'id' | 'sealedKey' | 'masterKeyId'>;

const COLUMNS = `id, sealed_key AS "sealedKey", master_key_id AS "masterKeyId"`;

@Injectable()
export class AuditSealKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The one that seals now; null where there is none yet. */
  async findNewest(): Promise<(SealedKey & Pick<AuditSealKeyEntity, 'createdAt'>) | null> {
    const rows = await this.dataSource.query<(SealedKey & Pick<AuditSealKeyEntity, 'createdAt'>)[]>(
      `SELECT ${COLUMNS}, created_at AS "createdAt" FROM audit_seal_keys ORDER BY created_at DESC, id DESC LIMIT 1`,
    );
    return rows[0] ?? null;
  }

  listAll(): Promise<SealedKey[]> {
    return this.dataSource.query(`SELECT ${COLUMNS} FROM audit_seal_keys`);
  }

  /** By the database's clock, as the master key's row is. Fails on `fk_audit_seal_keys_master_key` where that was rotated meanwhile. */
  async insert({ id, sealedKey, masterKeyId }: SealedKey): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO audit_seal_keys (id, sealed_key, master_key_id, created_at) VALUES ($1, $2, $3, now())',
      [id, sealedKey, masterKeyId],
    );
  }
}
