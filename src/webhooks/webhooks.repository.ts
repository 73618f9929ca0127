import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, MoreThan } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { NOT_FAILING } from './failure-state';
import { WebhookEntity } from './webhook.entity';

/** What an administrator may change. */
export type WebhookColumns = Partial<
  Pick<WebhookEntity, 'url' | 'description' | 'eventTypes' | 'enabled' | 'updatedAt'>
>;

/** Of one tenant, or of the platform where `tenantId` is null: a webhook is never looked for by its id alone. */
@Injectable()
export class WebhooksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first; one row more than the page's limit where there are more. */
  list(tenantId: string | null, { after, limit }: PageRequest): Promise<WebhookEntity[]> {
    return this.dataSource.manager.find(WebhookEntity, {
      where: { tenantId: tenantId ?? IsNull(), ...(after === undefined ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
  }

  find(tenantId: string | null, id: string): Promise<WebhookEntity | null> {
    return this.dataSource.manager.findOneBy(WebhookEntity, { tenantId: tenantId ?? IsNull(), id });
  }

  lock(tx: EntityManager, tenantId: string | null, id: string): Promise<WebhookEntity | null> {
    return tx.findOne(WebhookEntity, {
      where: { tenantId: tenantId ?? IsNull(), id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Nobody else makes one of the same tenant until the transaction ends. @returns how many there are */
  async lockCount(tx: EntityManager, tenantId: string | null): Promise<number> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('ram-sso webhooks'), hashtext($1))`, [
      tenantId ?? 'platform',
    ]);
    return tx.countBy(WebhookEntity, { tenantId: tenantId ?? IsNull() });
  }

  /** Fails on `fk_webhooks_tenant` where the tenant is gone. */
  async insert(tx: EntityManager, webhook: WebhookEntity): Promise<void> {
    await tx.insert(WebhookEntity, webhook);
  }

  async change(tx: EntityManager, { id, revision }: WebhookEntity, columns: WebhookColumns): Promise<void> {
    await tx.update(WebhookEntity, { id }, { ...columns, revision: revision + 1 });
  }

  /** Whatever failed before: it is sent to at once. */
  async resume(tx: EntityManager, id: string): Promise<void> {
    await tx.update(WebhookEntity, { id }, NOT_FAILING);
  }

  async delete(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(WebhookEntity, { id });
  }
}
