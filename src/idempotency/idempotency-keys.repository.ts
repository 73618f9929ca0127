import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import type { IdempotencyKeyEntity } from './idempotency-key.entity';

export type KeptRow = Pick<IdempotencyKeyEntity, 'id' | 'requestHash' | 'sealedAnswer' | 'masterKeyId'>;

@Injectable()
export class IdempotencyKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Until the transaction ends nobody else gets it, on any node: a lock that goes with the connection leaves nothing behind where a node
   * dies. @returns whether it was free
   */
  async tryLock(tx: EntityManager, id: Buffer): Promise<boolean> {
    const rows = await tx.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock($1::bigint) AS locked`,
      [id.readBigInt64BE(0).toString()],
    );
    return rows[0]?.locked ?? false;
  }

  async find(
    tx: EntityManager,
    { id, tenantId }: Pick<IdempotencyKeyEntity, 'id' | 'tenantId'>,
    now: Date,
  ): Promise<KeptRow | undefined> {
    const rows = await tx.query<KeptRow[]>(
      `SELECT id, request_hash AS "requestHash", sealed_answer AS "sealedAnswer", master_key_id AS "masterKeyId"
         FROM idempotency_keys WHERE id = $1 AND tenant_id IS NOT DISTINCT FROM $2::uuid AND expires_at > $3`,
      [id, tenantId, now],
    );
    return rows[0];
  }

  /** In the place of one that has expired. Fails on `fk_idempotency_keys_master_key` where the master key was rotated meanwhile. */
  async put(tx: EntityManager, row: IdempotencyKeyEntity): Promise<void> {
    await tx.query(
      `INSERT INTO idempotency_keys (id, tenant_id, request_hash, sealed_answer, master_key_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET request_hash = excluded.request_hash, sealed_answer = excluded.sealed_answer,
         master_key_id = excluded.master_key_id, expires_at = excluded.expires_at`,
      [row.id, row.tenantId, row.requestHash, row.sealedAnswer, row.masterKeyId, row.expiresAt],
    );
  }

  /** @returns how many of at most `limit` */
  deleteExpired(now: Date, limit: number): Promise<number> {
    const past = { table: 'idempotency_keys', by: 'expires_at', where: 'expires_at <= $1' };
    return deleteOldest(this.dataSource, past, [now], limit);
  }
}
