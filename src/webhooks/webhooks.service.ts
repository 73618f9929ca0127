import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { isUuid } from '../secrets/ids';
import { webhookNotFound, type WebhookOwner } from './webhook-owner';
import type { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';

/** The webhooks of one owner: others' are not there for him. */
@Injectable()
export class Webhooks {
  constructor(private readonly repository: WebhooksRepository) {}

  /** Oldest first; one more than the page's limit where there are more. */
  list(owner: WebhookOwner, page: PageRequest): Promise<WebhookEntity[]> {
    return this.repository.list(owner?.id ?? null, page);
  }

  /** Throws `not_found`. */
  async require(owner: WebhookOwner, id: string): Promise<WebhookEntity> {
    const webhook = isUuid(id) ? await this.repository.find(owner?.id ?? null, id) : null;
    if (!webhook) throw webhookNotFound();
    return webhook;
  }

  /** Until the transaction ends nobody else changes it. Throws `not_found`. */
  async lock(tx: EntityManager, owner: WebhookOwner, id: string): Promise<WebhookEntity> {
    const webhook = isUuid(id) ? await this.repository.lock(tx, owner?.id ?? null, id) : null;
    if (!webhook) throw webhookNotFound();
    return webhook;
  }
}
