import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { searchKey } from './search-key';

export interface NamedUser {
  readonly id: string;
  readonly userName: string;
  readonly userNameKey: string;
  readonly displayName: string | null;
}

const MOST = 20;

@Injectable()
export class NearUsersRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those of these names, and those in whose names, display names or addresses there is a word much like it: each by its index. */
  findCandidates(tenantId: string, userName: string, names: readonly string[]): Promise<NamedUser[]> {
    const key = searchKey({ userName, displayName: null, email: null }).trim();
    return this.dataSource.query(CANDIDATES, [tenantId, names, key, MOST]);
  }

  findNames(tenantId: string, ids: readonly string[]): Promise<NamedUser[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM ram_users WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
      [tenantId, ids],
    );
  }
}

const COLUMNS = `id, user_name AS "userName", user_name_key AS "userNameKey", display_name AS "displayName"`;

const CANDIDATES = `
(SELECT ${COLUMNS} FROM ram_users WHERE tenant_id = $1 AND user_name_key = ANY ($2::text[]) LIMIT $4)
UNION
(SELECT ${COLUMNS} FROM ram_users WHERE tenant_id = $1 AND search_key %> $3
  ORDER BY word_similarity($3, search_key) DESC LIMIT $4)`;
