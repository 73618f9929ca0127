import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { twiceIfLost } from '../database/transactions';
import type { PageRequest } from '../http/list-page';
import { AuditEventEntity, type AuditOutcome } from './audit-event.entity';
import { foldUserName } from '../principal-names/principal-name';

export interface AuditFilter {
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly type?: string | undefined;
  readonly userName?: string | undefined;
  readonly requestId?: string | undefined;
  readonly code?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
}

/** An index of all trails serves it. */
export type RequestFilter = AuditFilter & { readonly requestId: string };

@Injectable()
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: EntityManager, events: readonly AuditEventEntity[]): Promise<void> {
    if (events.length === 0) return;
    // TypeORM's type of what is inserted asks each value of `details` for its columns.
    const rows = events.map(({ details, ...columns }): object => ({ ...columns, details }));
    await tx.insert(AuditEventEntity, rows);
  }

  /** False, and nothing written, where the tenant's version is another one. By the database's clock. */
  async insertAtVersion(event: AuditEventEntity, version: string): Promise<boolean> {
    const insert = `
      INSERT INTO audit_events (tenant_id, id, time, type, actor, user_name, user_name_key, outcome, code, ip, request_id, details)
      SELECT id, $3, now(), $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM tenants WHERE id = $1 AND version = $2
      RETURNING id`;
    const { tenantId, id, type, actor, userName, outcome, code, ip, requestId, details } = event;
    const who = [actor, userName, event.userNameKey];
    const values = [tenantId, version, id, type, ...who, outcome, code, ip, requestId, details];
    const rows: unknown[] = await twiceIfLost(() => this.dataSource.query(insert, values));
    return rows.length === 1;
  }

  /** By id, which is time-ordered: a cursor survives events that are written while the caller pages. */
  list(tenantId: string, filter: AuditFilter, page: PageRequest): Promise<AuditEventEntity[]> {
    const query = this.page(page).andWhere('event.tenantId = :tenantId', { tenantId });
    narrow(query, filter);
    return query.getMany();
  }

  /** Of all trails, the platform's too. */
  listByRequest(filter: RequestFilter, page: PageRequest): Promise<AuditEventEntity[]> {
    const query = this.page(page);
    narrow(query, filter);
    return query.getMany();
  }

  private page({ after, limit }: PageRequest): SelectQueryBuilder<AuditEventEntity> {
    const query = this.dataSource
      .createQueryBuilder(AuditEventEntity, 'event')
      .orderBy('event.id', 'DESC')
      .limit(limit + 1);
    return after === undefined ? query : query.where('event.id < :after', { after });
  }
}

function narrow(query: SelectQueryBuilder<AuditEventEntity>, filter: AuditFilter): void {
  const { from, to, type, userName, requestId, code, outcome } = filter;
  if (from) query.andWhere('event.time >= :from', { from });
  if (to) query.andWhere('event.time < :to', { to });
  if (type !== undefined) query.andWhere('event.type = :type', { type });
  if (userName !== undefined) query.andWhere('event.userNameKey = :key', { key: foldUserName(userName) });
  if (requestId !== undefined) query.andWhere('event.requestId = :requestId', { requestId });
  if (code !== undefined) query.andWhere('event.code = :code', { code });
  // Written out, so that the index of refusals alone is seen to serve.
  if (outcome !== undefined) query.andWhere(`event.outcome = '${outcome}'`);
}
