import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { ApiTokenEntity, type TokenRole } from './api-token.entity';

/** A token together with the alias of its tenant. */
export type ListedToken = Omit<ApiTokenEntity, 'secretHash'> & { readonly tenantAlias: string | null };

export interface FoundToken {
  readonly id: string;
  readonly tenantId: string | null;
  readonly tenantAlias: string | null;
  readonly role: TokenRole;
  /** Whether `last_used_at` is more than a minute behind. */
  readonly isUseUnnoted: boolean;
}

const COLUMNS = `token.id, token.tenant_id AS "tenantId", tenant.alias AS "tenantAlias", token.name, token.role,
  token.expires_at AS "expiresAt", token.last_used_at AS "lastUsedAt", token.created_at AS "createdAt"`;
const WITH_TENANT = `api_tokens token LEFT JOIN tenants tenant ON tenant.id = token.tenant_id`;
const USE_UNNOTED = `(last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Null also for one that has expired, by the database's clock. */
  async findValid(secretHash: Buffer): Promise<FoundToken | null> {
    const rows: FoundToken[] = await this.dataSource.query(
      `SELECT token.id, token.tenant_id AS "tenantId", tenant.alias AS "tenantAlias", token.role,
              ${USE_UNNOTED} AS "isUseUnnoted"
         FROM ${WITH_TENANT}
        WHERE token.secret_hash = $1 AND (token.expires_at IS NULL OR token.expires_at > now())`,
      [secretHash],
    );
    return rows[0] ?? null;
  }

  /** Null also for one that has expired. */
  async findValidById(id: string): Promise<(Omit<FoundToken, 'isUseUnnoted'> & { name: string }) | null> {
    const rows: (Omit<FoundToken, 'isUseUnnoted'> & { name: string })[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM ${WITH_TENANT}
        WHERE token.id = $1 AND (token.expires_at IS NULL OR token.expires_at > now())`,
      [id],
    );
    return rows[0] ?? null;
  }

  async noteUse(id: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE api_tokens SET last_used_at = now() WHERE id = $1 AND ${USE_UNNOTED}`,
      [id],
    );
  }

  /** Oldest first; one row more than the page's limit where there are more. */
  list(page: PageRequest): Promise<ListedToken[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM ${WITH_TENANT}
        WHERE $1::uuid IS NULL OR token.id > $1::uuid
        ORDER BY token.id LIMIT $2`,
      [page.after ?? null, page.limit + 1],
    );
  }

  async insert(tx: EntityManager, token: ApiTokenEntity): Promise<void> {
    await tx.insert(ApiTokenEntity, token);
  }

  /** Locks it, so that of two that delete it one finds it gone. */
  async lock(tx: EntityManager, id: string): Promise<ListedToken | null> {
    const rows: ListedToken[] = await tx.query(
      `SELECT ${COLUMNS} FROM ${WITH_TENANT} WHERE token.id = $1 FOR UPDATE OF token`,
      [id],
    );
    return rows[0] ?? null;
  }

  async delete(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(ApiTokenEntity, { id });
  }
}
