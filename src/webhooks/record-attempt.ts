import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { Counter } from '../counters/counter';
import { Counters } from '../counters/counters';
import { Transactions } from '../database/transactions';
import { ownContext } from '../http/request';
import { Clock } from '../settings/clock';
import {
  type DeliveryColumns,
  DeliveringWebhooksRepository,
  type LeasedWebhook,
} from './delivering-webhooks.repository';
import { NOT_FAILING } from './failure-state';
import { nextAttempt, pauseAfter } from './retry-schedule';
import type { Attempt } from './send-message';
import { type DueDelivery, WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { webhookDetails } from './webhook-owner';

/** RFC 9110, 15.5.11. Standard Webhooks: whoever answers it wants no more. */
const GONE = 410;

type AttemptOutcome = 'delivered' | 'retried' | 'given_up' | 'superseded';

/** What came of an attempt: of the message, and of its webhook. */
@Injectable()
export class RecordAttempt {
  private readonly log = new Logger(RecordAttempt.name);
  private readonly attempts: Counter<'outcome'>;

  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly webhooks: DeliveringWebhooksRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly audit: AuditService,
    counters: Counters,
  ) {
    this.attempts = counters.counter({
      name: 'ram_sso_webhook_attempts_total',
      help: 'Messages that were sent to webhooks: delivered, to be tried again (retried), or given up.',
      labels: ['outcome'],
    });
    for (const outcome of ['delivered', 'retried', 'given_up']) this.attempts.of({ outcome });
  }

  /** Writes nothing where somebody else has taken the webhook up meanwhile. */
  async run(webhook: LeasedWebhook, delivery: DueDelivery, attempt: Attempt): Promise<void> {
    const outcome = await this.transactions.run((tx) =>
      attempt.failure === null
        ? this.success(tx, webhook, delivery, attempt)
        : this.failure(tx, webhook, delivery, { ...attempt, failure: attempt.failure }),
    );
    this.attempts.of({ outcome }).add();
  }

  private async success(
    tx: EntityManager,
    webhook: LeasedWebhook,
    delivery: DueDelivery,
    { status }: Attempt,
  ): Promise<AttemptOutcome> {
    const columns = { ...NOT_FAILING, lastDeliveredAt: this.clock.now() };
    if (!(await this.webhooks.release(tx, webhook, columns))) return 'superseded';
    const outcome = {
      status: 'delivered',
      nextAttemptAt: null,
      lastStatus: status,
      lastFailure: null,
    } as const;
    await this.deliveries.endAttempt(tx, delivery, outcome);
    return 'delivered';
  }

  private async failure(
    tx: EntityManager,
    webhook: LeasedWebhook,
    delivery: DueDelivery,
    { status: lastStatus, failure }: Attempt & { readonly failure: string },
  ): Promise<AttemptOutcome> {
    const now = this.clock.now();
    const isGone = lastStatus === GONE;
    const nextAttemptAt = isGone ? null : nextAttempt(delivery.attempts, now);
    // Told once, and not for each message that is lost while it goes on.
    const isTold = nextAttemptAt === null && (isGone || !webhook.isLossTold);
    const failureCount = webhook.failureCount + 1;
    const columns: DeliveryColumns = {
      pausedUntil: pauseAfter(failureCount, now),
      failingSince: webhook.failingSince ?? now,
      failureCount,
      failureMessage: failure,
      isLossTold: webhook.isLossTold || isTold,
    };
    if (!(await this.webhooks.release(tx, webhook, columns))) return 'superseded';
    const status = nextAttemptAt ? 'pending' : 'failed';
    await this.deliveries.endAttempt(tx, delivery, {
      status,
      nextAttemptAt,
      lastStatus,
      lastFailure: failure,
    });
    if (isGone) await this.webhooks.disable(tx, webhook.id, now);
    if (isTold) await this.tell(tx, webhook, delivery, { failure, isGone });
    return nextAttemptAt ? 'retried' : 'given_up';
  }

  /** Of a type that no webhook is told of: or one that fails would be told of its failing, for ever. */
  private async tell(
    tx: EntityManager,
    webhook: LeasedWebhook,
    { id, type, attempts }: DueDelivery,
    { failure, isGone }: { readonly failure: string; readonly isGone: boolean },
  ): Promise<void> {
    this.log.warn({ webhookId: webhook.id, type, attempts }, 'a message to a webhook was given up');
    await this.audit.append(tx, {
      tenantId: webhook.tenantId,
      type: 'webhook.failed',
      code: 'unavailable',
      details: {
        ...webhookDetails(webhook),
        delivery: id,
        type,
        attempts,
        message: failure,
        ...(isGone ? { changed: ['enabled'] } : {}),
      },
      context: ownContext('webhooks'),
    });
  }
}
