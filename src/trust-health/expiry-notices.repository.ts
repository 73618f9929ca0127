import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import type { ExpiryNotice } from './expiry-notices';

type NoticeKey = Pick<ExpiryNotice, 'tenantId' | 'type' | 'subject'>;

@Injectable()
export class ExpiryNoticesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Notes notices as told. Who does it at the same time waits, and then finds them noted; those of a tenant that is gone are
   * passed over.
   * @returns those that nobody had told: of this end, at this threshold or a nearer one
   */
  async claim(tx: EntityManager, notices: readonly ExpiryNotice[], now: Date): Promise<ExpiryNotice[]> {
    if (notices.length === 0) return [];
    const claim = `
      INSERT INTO expiry_notices (tenant_id, type, subject, not_after, threshold, told_at)
      SELECT tenants.id, fresh.type, fresh.subject, fresh.not_after, fresh.threshold, $6
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::integer[])
          AS fresh (tenant_id, type, subject, not_after, threshold)
        JOIN tenants ON tenants.id = fresh.tenant_id
       ORDER BY tenants.id, fresh.type, fresh.subject
         FOR KEY SHARE OF tenants
      ON CONFLICT (tenant_id, type, subject) DO UPDATE
        SET not_after = excluded.not_after, threshold = excluded.threshold, told_at = excluded.told_at
        WHERE expiry_notices.not_after <> excluded.not_after OR expiry_notices.threshold > excluded.threshold
      RETURNING tenant_id AS "tenantId", type, subject`;
    const claimed = await tx.query<NoticeKey[]>(claim, [
      notices.map(({ tenantId }) => tenantId),
      notices.map(({ type }) => type),
      notices.map(({ subject }) => subject),
      notices.map(({ notAfter }) => notAfter),
      notices.map(({ threshold }) => threshold),
      now,
    ]);
    const keys = new Set(claimed.map(keyOf));
    return notices.filter((notice) => keys.has(keyOf(notice)));
  }

  /** Of what has ended. @returns how many of at most `limit` */
  deleteEnded(now: Date, limit: number): Promise<number> {
    const past = { table: 'expiry_notices', by: 'not_after', where: 'not_after <= $1' };
    return deleteOldest(this.dataSource, past, [now], limit);
  }
}

function keyOf({ tenantId, type, subject }: NoticeKey): string {
  return `${tenantId} ${type} ${subject}`;
}
