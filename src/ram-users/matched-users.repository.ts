import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export interface UserCounts {
  readonly active: number;
  /** Of these, whom an assertion of the IdP named since. */
  readonly matched: number;
}

export interface UnmatchedUser {
  readonly userName: string;
  readonly displayName: string | null;
  readonly lastLoginAt: Date | null;
}

/** What counts as a match. */
export interface MatchedSince {
  /** The IdP: `matched-by.ts`. */
  readonly by: Buffer;
  readonly since: string;
}

/** Days are in UTC, `2026-01-31`. */
@Injectable()
export class MatchedUsersRepository {
  constructor(private readonly dataSource: DataSource) {}

  async count(tenantId: string, { by, since }: MatchedSince): Promise<UserCounts> {
    const select = `
      SELECT count(*)::integer AS active, count(*) FILTER (WHERE matched_by = $2::bytea AND matched_on >= $3::date)::integer AS matched
      FROM ram_users WHERE tenant_id = $1 AND status = 'active'`;
    const [row] = await this.dataSource.query<[UserCounts]>(select, [tenantId, by, since]);
    return row;
  }

  /**
   * First whom none ever named, by name, then whom another IdP's did, then by the day; at most `limit`. Each part has its index: no
   * others are looked at.
   */
  listUnmatched(tenantId: string, { by, since }: MatchedSince, limit: number): Promise<UnmatchedUser[]> {
    const select = `
      SELECT user_name AS "userName", display_name AS "displayName", last_login_at AS "lastLoginAt" FROM (
        (SELECT *, 1 AS part FROM ram_users WHERE tenant_id = $1 AND status = 'active' AND matched_by IS NULL
         ORDER BY user_name_key LIMIT $4)
        UNION ALL
        (SELECT *, 2 AS part FROM ram_users WHERE tenant_id = $1 AND status = 'active' AND matched_by < $2::bytea
         ORDER BY matched_by, matched_on LIMIT $4)
        UNION ALL
        (SELECT *, 2 AS part FROM ram_users WHERE tenant_id = $1 AND status = 'active' AND matched_by > $2::bytea
         ORDER BY matched_by, matched_on LIMIT $4)
        UNION ALL
        (SELECT *, 3 AS part FROM ram_users
         WHERE tenant_id = $1 AND status = 'active' AND matched_by = $2::bytea AND matched_on < $3::date
         ORDER BY matched_on LIMIT $4)
      ) AS unmatched ORDER BY part, matched_on, user_name_key LIMIT $4`;
    return this.dataSource.query(select, [tenantId, by, since, limit]);
  }

  async note(
    tx: EntityManager,
    tenantId: string,
    userNameKey: string,
    by: Buffer,
    day: string,
  ): Promise<void> {
    const update = `
      UPDATE ram_users SET matched_by = $3::bytea, matched_on = $4::date
      WHERE tenant_id = $1 AND user_name_key = $2
        AND (matched_by IS DISTINCT FROM $3::bytea OR matched_on IS NULL OR matched_on < $4::date)`;
    await tx.query(update, [tenantId, userNameKey, by, day]);
  }
}
