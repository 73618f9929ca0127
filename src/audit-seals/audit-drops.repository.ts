import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Drop } from './drop';

const COLUMNS = `month::text AS month, arrival, key_id AS "keyId", hash, dropped_at AS "droppedAt"`;

@Injectable()
export class AuditDropsRepository {
  async list(tx: EntityManager): Promise<Drop[]> {
    const rows = await tx.query<(Omit<Drop, 'arrival'> & { arrival: string })[]>(
      `SELECT ${COLUMNS} FROM audit_drops ORDER BY month`,
    );
    return rows.map((row) => ({ ...row, arrival: Number(row.arrival) }));
  }

  /** Of a month that was there once more, the later one counts. */
  async insert(tx: EntityManager, { month, arrival, keyId, hash, droppedAt }: Drop): Promise<void> {
    await tx.query(
      `INSERT INTO audit_drops (month, arrival, key_id, hash, dropped_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (month) DO UPDATE SET arrival = $2, key_id = $3, hash = $4, dropped_at = $5`,
      [month, arrival, keyId, hash, droppedAt],
    );
  }
}
