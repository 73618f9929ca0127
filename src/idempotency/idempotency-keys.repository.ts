import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import type { IdempotencyKeyEntity } from './idempotency-key.entity';

export type SealedAnswer = Pick<IdempotencyKeyEntity, 'id' | 'sealedAnswer' | 'masterKeyId'>;
export type KeptRow = SealedAnswer & Pick<IdempotencyKeyEntity, 'requestHash'>;

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

  /** Of those that are sealed under another master key than this, the first after one: locked, so that they stay as they are. */
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Buffer | undefined,
    limit: number,
  ): Promise<SealedAnswer[]> {
    return tx.query(
      `SELECT id, sealed_answer AS "sealedAnswer", master_key_id AS "masterKeyId" FROM idempotency_keys
        WHERE master_key_id <> $1 AND ($2::bytea IS NULL OR id > $2::bytea) ORDER BY id LIMIT $3 FOR NO KEY UPDATE`,
      [masterKeyId, after ?? null, limit],
    );
  }

  /** Stores answers as they are sealed now. */
  async updateSealed(
    tx: EntityManager,
    masterKeyId: string,
    answers: readonly SealedAnswer[],
  ): Promise<void> {
    await tx.query(
      `UPDATE idempotency_keys SET sealed_answer = fresh.sealed, master_key_id = $1
         FROM unnest($2::bytea[], $3::bytea[]) AS fresh (id, sealed) WHERE idempotency_keys.id = fresh.id`,
      [masterKeyId, answers.map(({ id }) => id), answers.map(({ sealedAnswer }) => sealedAnswer)],
    );
  }
}
