import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { listTenantIds } from '../database/list-tenant-ids';
import type { Seal } from './seal';

type SealRow = Omit<Seal, 'sequence' | 'fromArrival' | 'toArrival'> & {
  readonly sequence: string;
  readonly fromArrival: string;
  readonly toArrival: string;
};

/** An event that may belong to a seal of its trail. */
export interface SealedPlace {
  readonly id: string;
  readonly arrival: number;
  readonly month: string;
}

/** Of an event: whether a seal holds it, and before which it would stand; null: after the last one. */
export interface FoundPlace {
  readonly isSealed: boolean;
  readonly nextSequence: number | null;
}

const COLUMNS = `seal.tenant_id AS "tenantId", seal.sequence, seal.month::text AS month, seal.high_month::text AS "highMonth",
  seal.former_high_month::text AS "formerHighMonth", seal.from_arrival AS "fromArrival", seal.to_arrival AS "toArrival",
  seal.first_id AS "firstId", seal.last_id AS "lastId", seal.high_id AS "highId", seal.count, seal.events_hash AS "eventsHash",
  seal.former_hash AS "formerHash", seal.hash, seal.key_id AS "keyId", seal.sealed_at AS "sealedAt"`;

@Injectable()
export class AuditSealsRepository {
  /** The last seal of each of the trails that has one. */
  async listHeads(tx: EntityManager, tenantIds: readonly string[]): Promise<ReadonlyMap<string, Seal>> {
    const rows = await tx.query<SealRow[]>(
      `SELECT ${COLUMNS} FROM unnest($1::uuid[]) AS trail (id) CROSS JOIN LATERAL (
         SELECT * FROM audit_seals WHERE tenant_id = trail.id ORDER BY sequence DESC LIMIT 1) AS seal`,
      [tenantIds],
    );
    return new Map(rows.map((row) => [row.tenantId, toSeal(row)]));
  }

  async insert(tx: EntityManager, seals: readonly Seal[]): Promise<void> {
    const column = (name: keyof Seal): unknown[] => seals.map((seal) => seal[name]);
    await tx.query(
      `INSERT INTO audit_seals (tenant_id, sequence, month, high_month, former_high_month, from_arrival, to_arrival, first_id,
                                last_id, high_id, count, events_hash, former_hash, hash, key_id, sealed_at)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::date[], $4::date[], $5::date[], $6::bigint[], $7::bigint[], $8::uuid[],
                            $9::uuid[], $10::uuid[], $11::integer[], $12::bytea[], $13::bytea[], $14::bytea[], $15::uuid[], $16::timestamptz[])`,
      COLUMN_NAMES.map(column),
    );
  }

  /** Whose seals there are, by id, after one. */
  listTrails(tx: EntityManager, after: string, limit: number): Promise<string[]> {
    return listTenantIds(tx, 'audit_seals', after, limit);
  }

  /** In the order of the chain. */
  async list(tx: EntityManager, tenantId: string, after: number, limit: number): Promise<Seal[]> {
    const rows = await tx.query<SealRow[]>(
      `SELECT ${COLUMNS} FROM audit_seals AS seal WHERE tenant_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [tenantId, after, limit],
    );
    return rows.map(toSeal);
  }

  /** The last one up to a place in the chain. */
  async findUpTo(tx: EntityManager, tenantId: string, sequence: number): Promise<Seal | null> {
    const rows = await tx.query<SealRow[]>(
      `SELECT ${COLUMNS} FROM audit_seals AS seal WHERE tenant_id = $1 AND sequence <= $2 ORDER BY sequence DESC LIMIT 1`,
      [tenantId, sequence],
    );
    return rows[0] ? toSeal(rows[0]) : null;
  }

  /** Where in the chain events stand, in their order. A batch has a seal for each month, so few have the same numbers. */
  async findPlaces(
    tx: EntityManager,
    tenantId: string,
    events: readonly SealedPlace[],
  ): Promise<FoundPlace[]> {
    const rows = await tx.query<{ isSealed: boolean; nextSequence: string | null }[]>(
      `SELECT coalesce(bool_or(seal.from_arrival < event.arrival AND seal.month = event.month
                AND event.id BETWEEN seal.first_id AND seal.last_id), false) AS "isSealed", min(seal.sequence) AS "nextSequence"
         FROM unnest($2::uuid[], $3::bigint[], $4::date[]) WITH ORDINALITY AS event (id, arrival, month, number)
         LEFT JOIN LATERAL (
           SELECT * FROM audit_seals WHERE tenant_id = $1 AND to_arrival >= event.arrival ORDER BY to_arrival LIMIT 12) AS seal ON true
        GROUP BY event.number ORDER BY event.number`,
      [
        tenantId,
        events.map(({ id }) => id),
        events.map(({ arrival }) => arrival),
        events.map(({ month }) => month),
      ],
    );
    return rows.map(({ isSealed, nextSequence }) => ({
      isSealed,
      nextSequence: nextSequence === null ? null : Number(nextSequence),
    }));
  }
}

const COLUMN_NAMES = [
  'tenantId',
  'sequence',
  'month',
  'highMonth',
  'formerHighMonth',
  'fromArrival',
  'toArrival',
  'firstId',
  'lastId',
  'highId',
  'count',
  'eventsHash',
  'formerHash',
  'hash',
  'keyId',
  'sealedAt',
] as const satisfies readonly (keyof Seal)[];

function toSeal(row: SealRow): Seal {
  const { sequence, fromArrival, toArrival } = row;
  return {
    ...row,
    sequence: Number(sequence),
    fromArrival: Number(fromArrival),
    toArrival: Number(toArrival),
  };
}
