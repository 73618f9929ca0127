import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import { twiceIfLost } from '../database/transactions';
import type { DayCount, DayOutcome, FoundCount, FoundUse } from './count-buffer';
import { SUCCESS } from './count-values';

/** Of one tenant there are some hundreds in a week. */
const MOST_ROWS = 10_000;
const MOST_USES = 50;

@Injectable()
export class LoginCountsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds to what is stored. Those of a tenant that is gone are passed over: its row is locked against deletion, or not found. All
   * are taken in one order, so that nodes that store at once wait for each other and don't lock each other out.
   */
  async add(counts: readonly DayCount[]): Promise<void> {
    const upsert = `
      WITH fresh AS (
        SELECT tenants.id AS tenant_id, given.day, given.kind, given.value, given.count, given.last_at
          FROM unnest($1::uuid[], $2::date[], $3::text[], $4::text[], $5::integer[], $6::timestamptz[])
            AS given (tenant_id, day, kind, value, count, last_at)
          JOIN tenants ON tenants.id = given.tenant_id
         ORDER BY tenants.id, given.day, given.kind, given.value
           FOR KEY SHARE OF tenants
      ), stored AS (
        INSERT INTO login_counts (tenant_id, day, kind, value, count, last_at)
        SELECT tenant_id, day, kind, value, count, last_at FROM fresh ORDER BY tenant_id, day, kind, value
        ON CONFLICT (tenant_id, day, kind, value) DO UPDATE
          SET count = login_counts.count + excluded.count, last_at = greatest(login_counts.last_at, excluded.last_at)
      )
      INSERT INTO platform_login_counts (day, outcome, count)
      SELECT day, value, sum(count) FROM fresh WHERE kind = 'outcome' GROUP BY day, value ORDER BY day, value
      ON CONFLICT (day, outcome) DO UPDATE SET count = platform_login_counts.count + excluded.count`;
    const columns = [
      counts.map(({ tenantId }) => tenantId),
      counts.map(({ day }) => day),
      counts.map(({ kind }) => kind),
      counts.map(({ value }) => value),
      counts.map(({ count }) => count),
      counts.map(({ lastAt }) => lastAt),
    ];
    await twiceIfLost(() => this.dataSource.query(upsert, columns));
  }

  /** A tenant's, from a day on. */
  async list(tenantId: string, fromDay: string): Promise<FoundCount[]> {
    const rows: FoundCount[] = await this.dataSource.query(
      `SELECT day::text, kind, value, count, last_at AS "lastAt" FROM login_counts
        WHERE tenant_id = $1 AND day >= $2 ORDER BY day, kind, value LIMIT ${MOST_ROWS}`,
      [tenantId, fromDay],
    );
    return rows;
  }

  /** How a tenant's logins came out, from a day on. */
  listOutcomes(tenantId: string, fromDay: string): Promise<DayOutcome[]> {
    return this.dataSource.query(
      `SELECT day::text, value AS outcome, count FROM login_counts
        WHERE tenant_id = $1 AND day >= $2 AND kind = 'outcome' ORDER BY day, value LIMIT ${MOST_ROWS}`,
      [tenantId, fromDay],
    );
  }

  /** Likewise of all tenants together. */
  listPlatformOutcomes(fromDay: string): Promise<DayOutcome[]> {
    return this.dataSource.query(
      `SELECT day::text, outcome, count::double precision AS count FROM platform_login_counts
        WHERE day >= $1 ORDER BY day, outcome LIMIT ${MOST_ROWS}`,
      [fromDay],
    );
  }

  /** By which keys the tenant's logins were signed, and that they went well; the latest first. */
  async listUses(tenantId: string): Promise<FoundUse[]> {
    const rows: FoundUse[] = await this.dataSource.query(
      `SELECT kind, value, sum(count)::integer AS count, max(last_at) AS "lastAt" FROM login_counts
        WHERE tenant_id = $1 AND (kind = 'signing_key' OR (kind = 'outcome' AND value = '${SUCCESS}'))
        GROUP BY kind, value ORDER BY max(last_at) DESC LIMIT ${MOST_USES}`,
      [tenantId],
    );
    return rows;
  }

  /** @returns how many of at most `limit` */
  deleteBefore(day: string, limit: number): Promise<number> {
    const past = { table: 'login_counts', by: 'day', where: 'day < $1' };
    return deleteOldest(this.dataSource, past, [day], limit);
  }

  /** Likewise of all tenants together. */
  deletePlatformBefore(day: string, limit: number): Promise<number> {
    const past = { table: 'platform_login_counts', by: 'day', where: 'day < $1' };
    return deleteOldest(this.dataSource, past, [day], limit);
  }
}
