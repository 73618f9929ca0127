import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { PageRequest } from '../http/list-page';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { isUuid } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { DeliverWebhooks } from './deliver-webhooks';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';
import { say } from '../sentences/sentence';

/** What was sent to one webhook, and what waits. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly webhooks: Webhooks,
    private readonly webhooksRepository: WebhooksRepository,
    private readonly repository: WebhookDeliveriesRepository,
    private readonly deliver: DeliverWebhooks,
    private readonly audit: AuditService,
  ) {}

  /** Newest first; one more than the page's limit where there are more. Throws `not_found`. */
  async list(owner: WebhookOwner, id: string, page: PageRequest): Promise<WebhookDeliveryEntity[]> {
    await this.webhooks.require(owner, id);
    return this.repository.list(id, page);
  }

  /** Of all webhooks, what waits to be sent; counted up to `most`. */
  countPending(most: number): Promise<number> {
    return this.repository.countPending(most);
  }

  /** Sends it once more, as if for the first time, also what was delivered or given up. Throws `not_found`. */
  retry(
    owner: WebhookOwner,
    { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
    context: RequestContext,
  ): Promise<WebhookDeliveryEntity> {
    return this.transactions.run(async (tx) => {
      const webhook = await this.webhooks.lock(tx, owner, id);
      const delivery = isUuid(deliveryId)
        ? await this.repository.queueAgain(tx, { webhookId: id, id: deliveryId }, this.clock.now())
        : null;
      if (!delivery) throw deliveryNotFound();
      await this.webhooksRepository.resume(tx, id);
      await this.audit.append(tx, {
        tenantId: webhook.tenantId,
        type: 'webhook.retried',
        details: { ...webhookDetails(webhook), delivery: delivery.id, deliveredType: delivery.type },
        context,
      });
      this.transactions.afterCommit(tx, () => {
        this.deliver.nudge([id]);
      });
      return delivery;
    });
  }
}

function deliveryNotFound(): Problem {
  return new Problem(
    'not_found',
    say`This webhook has no delivery with that id: they are kept for seven days.`,
  );
}
