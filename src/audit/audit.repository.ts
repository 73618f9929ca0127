import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { AuditEventEntity } from './audit-event.entity';
import { userNameKey } from './user-name-key';

export interface AuditFilter {
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly type?: string | undefined;
  readonly userName?: string | undefined;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: EntityManager, event: AuditEventEntity): Promise<void> {
    const { details, ...columns } = event;
    await tx.insert(AuditEventEntity, { ...columns, details: details as object });
  }

  /** By id, which is time-ordered: a cursor survives events that are written while the caller pages. */
  list(tenantId: string, filter: AuditFilter, page: PageRequest): Promise<AuditEventEntity[]> {
    const query = this.dataSource
      .createQueryBuilder(AuditEventEntity, 'event')
      .where('event.tenantId = :tenantId', { tenantId })
      .orderBy('event.id', 'DESC')
      .limit(page.limit + 1);
    if (page.after !== undefined) query.andWhere('event.id < :after', { after: page.after });
    if (filter.from) query.andWhere('event.time >= :from', { from: filter.from });
    if (filter.to) query.andWhere('event.time < :to', { to: filter.to });
    if (filter.type !== undefined) query.andWhere('event.type = :type', { type: filter.type });
    if (filter.userName !== undefined) {
      query.andWhere('event.userNameKey = :key', { key: userNameKey(filter.userName) });
    }
    return query.getMany();
  }
}
