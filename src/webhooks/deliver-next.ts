import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions';
import { Clock } from '../settings/clock';
import { DeliveryLimits } from './delivery-limits';
import { DeliveringWebhooksRepository, type LeasedWebhook } from './delivering-webhooks.repository';
import { RecordAttempt } from './record-attempt';
import { SendMessage } from './send-message';
import { type DueDelivery, WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { WebhookSecrets } from './webhook-secrets.service';

/** Longer than an attempt lasts: for a node that dies within one. */
const LEASE_MS = 60_000;
/** How long a webhook waits whose secret this node can not open: another may, or this one after its restart. */
const UNOPENED_PAUSE_MS = 60_000;

/** `none`: there was nothing that is due, or it is somebody else's to send. */
export type NextOutcome = 'delivered' | 'failed' | 'none';

interface Claim {
  readonly webhook: LeasedWebhook;
  readonly delivery: DueDelivery;
}

/** Sends one webhook the message that is due the longest: taken up in one transaction, recorded in another, and sent in between. */
@Injectable()
export class DeliverNext {
  private readonly log = new Logger(DeliverNext.name);

  constructor(
    private readonly clock: Clock,
    private readonly limits: DeliveryLimits,
    private readonly transactions: Transactions,
    private readonly webhooks: DeliveringWebhooksRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly secrets: WebhookSecrets,
    private readonly send: SendMessage,
    private readonly record: RecordAttempt,
  ) {}

  async run(webhookId: string, stop: AbortSignal): Promise<NextOutcome> {
    const claim = await this.transactions.run((tx) => this.claim(tx, webhookId));
    if (!claim) return 'none';
    const { webhook, delivery } = claim;
    const secrets = await this.openSecrets(webhook);
    if (!secrets) {
      await this.giveBack(claim, new Date(this.clock.now().getTime() + UNOPENED_PAUSE_MS));
      return 'none';
    }
    const message = { ...delivery, url: webhook.url };
    const attempt = await this.send.run(message, secrets, this.limits.timeoutMs, stop);
    if (stop.aborted && attempt.failure !== null) {
      await this.giveBack(claim, null);
      return 'none';
    }
    await this.record.run(webhook, delivery, attempt);
    return attempt.failure === null ? 'delivered' : 'failed';
  }

  private async claim(tx: EntityManager, webhookId: string): Promise<Claim | null> {
    const now = this.clock.now();
    const webhook = await this.webhooks.lockFree(tx, webhookId, now);
    // Only now: whoever sent to it before has recorded what he sent.
    const delivery = webhook && (await this.deliveries.findDue(tx, webhookId, now));
    if (!delivery) return null;
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    await this.webhooks.lease(tx, webhookId, leasedUntil);
    await this.deliveries.beginAttempt(tx, delivery, now);
    return {
      webhook: { ...webhook, leasedUntil },
      delivery: { ...delivery, attempts: delivery.attempts + 1 },
    };
  }

  private async openSecrets({ id }: LeasedWebhook): Promise<string[] | null> {
    try {
      return await this.secrets.listValid(id);
    } catch (error) {
      this.log.error({ webhookId: id, err: error }, 'the secret of a webhook does not open');
      return null;
    }
  }

  /** As if nothing had been tried. */
  private giveBack({ webhook, delivery }: Claim, pausedUntil: Date | null): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (await this.webhooks.release(tx, webhook, { pausedUntil }))
        await this.deliveries.undoAttempt(tx, delivery);
    });
  }
}
