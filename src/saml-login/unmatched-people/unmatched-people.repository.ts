import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import type { PageRequest } from '../../http/list-page';
import { UnmatchedPersonEntity } from './unmatched-person.entity';

export type UnmatchedPerson = Omit<UnmatchedPersonEntity, 'tenantId' | 'userNameKey'>;
export type SeenPerson = Pick<
  UnmatchedPersonEntity,
  'tenantId' | 'id' | 'userName' | 'userNameKey' | 'nameId' | 'nearest'
>;

/** Of one tenant; beyond, those not seen for the longest go. */
export const MOST_PEOPLE = 1000;

/** By the database's clock. */
@Injectable()
export class UnmatchedPeopleRepository {
  constructor(private readonly dataSource: DataSource) {}

  async note({ tenantId, id, userName, userNameKey, nameId, nearest }: SeenPerson): Promise<void> {
    const values = [tenantId, id, userName, userNameKey, nameId, nearest, MOST_PEOPLE - 1];
    await this.dataSource.query(NOTE, values);
  }

  /** Newest first, without whom there is a user for by now; one row more than the page's limit where there are more. */
  list(tenantId: string, page: PageRequest): Promise<UnmatchedPerson[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} ${UNMATCHED} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tenantId, page.after ?? null, page.limit + 1],
    );
  }

  async find(tenantId: string, id: string): Promise<UnmatchedPerson | null> {
    const found = await this.dataSource.query<UnmatchedPerson[]>(
      `SELECT ${COLUMNS} ${UNMATCHED} AND id = $2`,
      [tenantId, id],
    );
    return found[0] ?? null;
  }

  /** @returns who it was; null where there is none */
  async delete(tx: EntityManager, tenantId: string, id: string): Promise<string | null> {
    const [[row]] = await tx.query<[{ userName: string }[], number]>(
      'DELETE FROM unmatched_people WHERE tenant_id = $1 AND id = $2 RETURNING user_name AS "userName"',
      [tenantId, id],
    );
    return row?.userName ?? null;
  }

  /** @returns how many of at most `limit` */
  deleteOlderThan(days: number, limit: number): Promise<number> {
    const past = {
      table: 'unmatched_people',
      by: 'last_seen_at',
      where: 'last_seen_at <= now() - make_interval(days => $1)',
    };
    return deleteOldest(this.dataSource, past, [days], limit);
  }
}

const COLUMNS = `id, user_name AS "userName", name_id AS "nameId", first_seen_at AS "firstSeenAt",
  last_seen_at AS "lastSeenAt", count, nearest`;

const UNMATCHED = `
  FROM unmatched_people person WHERE tenant_id = $1 AND NOT EXISTS (
    SELECT FROM ram_users WHERE ram_users.tenant_id = $1 AND ram_users.user_name_key = person.user_name_key)`;

/** Nobody waits: who is being changed by another is left to that one. */
const NOTE = `
WITH surplus AS (
  SELECT id FROM unmatched_people
  WHERE tenant_id = $1 AND user_name_key <> $4 ORDER BY last_seen_at DESC OFFSET $7 FOR UPDATE SKIP LOCKED
), gone AS (
  DELETE FROM unmatched_people USING surplus WHERE tenant_id = $1 AND unmatched_people.id = surplus.id
)
INSERT INTO unmatched_people (tenant_id, id, user_name, user_name_key, name_id, first_seen_at, last_seen_at, count, nearest)
VALUES ($1, $2, $3, $4, $5, now(), now(), 1, $6)
ON CONFLICT ON CONSTRAINT uq_unmatched_people_user_name DO UPDATE
  SET user_name = excluded.user_name, name_id = excluded.name_id, last_seen_at = now(),
      count = unmatched_people.count + 1, nearest = excluded.nearest`;
