import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import type { PageRequest } from '../../http/list-page';
import type { KeptLimit } from './kept-limits';
import { RefusedLoginEntity } from './refused-login.entity';

export type RefusedLogin = Pick<
  RefusedLoginEntity,
  'id' | 'time' | 'requestId' | 'code' | 'userName' | 'ip' | 'kind'
>;
export type SealedLogin = RefusedLogin & Pick<RefusedLoginEntity, 'tenantId' | 'sealed' | 'masterKeyId'>;

export interface RefusedLoginFilter {
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

@Injectable()
export class RefusedLoginsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds the newest of its kind, and takes away what is beyond the limit then. Fails on its foreign keys where tenant or key is gone. */
  async add(login: Omit<RefusedLoginEntity, 'time'>, limit: KeptLimit): Promise<void> {
    const { tenantId, id, requestId, code, userName, ip, kind, network, size, sealed, masterKeyId } = login;
    await this.dataSource.query(ADD, [
      tenantId,
      id,
      requestId,
      code,
      userName,
      ip,
      kind,
      network,
      size,
      sealed,
      masterKeyId,
      limit.count,
      limit.bytes,
      limit.ofNetwork,
    ]);
  }

  /** Newest first; one row more than the page's limit where there are more. All of a tenant are few. */
  list(tenantId: string, filter: RefusedLoginFilter, page: PageRequest): Promise<RefusedLogin[]> {
    const query = this.dataSource
      .createQueryBuilder(RefusedLoginEntity, 'login')
      .select(LISTED.map((column) => `login.${column}`))
      .where('login.tenantId = :tenantId', { tenantId })
      .orderBy('login.id', 'DESC')
      .limit(page.limit + 1);
    if (page.after !== undefined) query.andWhere('login.id < :after', { after: page.after });
    if (filter.from) query.andWhere('login.time >= :from', { from: filter.from });
    if (filter.to) query.andWhere('login.time < :to', { to: filter.to });
    if (filter.code !== undefined) query.andWhere('login.code = :code', { code: filter.code });
    if (filter.requestId !== undefined) {
      query.andWhere('login.requestId = :requestId', { requestId: filter.requestId });
    }
    return query.getMany();
  }

  /** The newest of that id: a client may give the same to several requests. */
  find(tenantId: string, requestId: string): Promise<SealedLogin | null> {
    return this.dataSource.manager.findOne(RefusedLoginEntity, {
      where: { tenantId, requestId },
      order: { id: 'DESC' },
    });
  }

  /** @returns how many had that id */
  async delete(tx: EntityManager, tenantId: string, requestId: string): Promise<number> {
    const { affected } = await tx.delete(RefusedLoginEntity, { tenantId, requestId });
    return affected ?? 0;
  }

  /** All of a tenant that keeps none any more. */
  async deleteUnwanted(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(
      `DELETE FROM refused_logins WHERE tenant_id = $1
         AND EXISTS (SELECT FROM tenants WHERE id = $1 AND saml ->> 'keepRefusedLogins' = 'false')`,
      [tenantId],
    );
  }

  /** By the database's clock. @returns how many of at most `limit` */
  deleteOlderThan(days: number, limit: number): Promise<number> {
    const past = { table: 'refused_logins', by: 'time', where: 'time <= now() - make_interval(days => $1)' };
    return deleteOldest(this.dataSource, past, [days], limit);
  }
}

const LISTED = ['id', 'time', 'requestId', 'code', 'userName', 'ip', 'kind'] as const;

/** What another one is taking away already is his to take: nobody waits for anybody, and of racing ones some too many stay until the next. */
const ADD = `
WITH ranked AS (
  SELECT id, network, row_number() OVER newest AS place, sum(size) OVER newest AS bytes,
         row_number() OVER (PARTITION BY network ORDER BY id DESC) AS place_in_network
  FROM refused_logins WHERE tenant_id = $1 AND kind = $7
  WINDOW newest AS (ORDER BY id DESC)
), surplus AS (
  SELECT kept.id FROM refused_logins kept JOIN ranked ON ranked.id = kept.id
  WHERE kept.tenant_id = $1 AND (place >= $12 OR bytes + $9 > $13 OR (ranked.network = $8 AND place_in_network >= $14))
  FOR UPDATE OF kept SKIP LOCKED
), gone AS (
  DELETE FROM refused_logins USING surplus WHERE tenant_id = $1 AND refused_logins.id = surplus.id
)
INSERT INTO refused_logins (tenant_id, id, time, request_id, code, user_name, ip, kind, network, size, sealed, master_key_id)
VALUES ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9::integer, $10, $11)`;
