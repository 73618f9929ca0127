import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditedEvent, type AuditListener, AuditListeners } from '../audit/audit-listeners';
import { Transactions } from '../database/transactions';
import { Clock } from '../settings/clock';
import { DELIVERED_TYPES } from './delivered-types';
import { DeliverWebhooks } from './deliver-webhooks';
import { DeliveringWebhooksRepository, type ListeningWebhook } from './delivering-webhooks.repository';
import { writePayload } from './payload';
import { type NewDelivery, WebhookDeliveriesRepository } from './webhook-deliveries.repository';

/** Queues what the audit trail says for the webhooks that are to be told, in one transaction with the event itself. */
@Injectable()
export class TellWebhooks implements AuditListener, OnModuleInit {
  readonly types: ReadonlySet<string> = new Set(DELIVERED_TYPES);

  constructor(
    private readonly clock: Clock,
    private readonly listeners: AuditListeners,
    private readonly transactions: Transactions,
    private readonly webhooks: DeliveringWebhooksRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly deliver: DeliverWebhooks,
  ) {}

  onModuleInit(): void {
    this.listeners.register(this);
  }

  async hear(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void> {
    const tenantIds = [...new Set(events.flatMap(({ tenantId }) => tenantId ?? []))];
    const listening = await this.webhooks.lockListening(tx, tenantIds);
    const told = events.flatMap((event) =>
      listening.filter((webhook) => isTold(webhook, event)).map((webhook) => ({ webhook, event })),
    );
    if (told.length === 0) return;
    const aliases = await this.webhooks.findAliases(tx, tenantIds);
    const rows = told.map(({ webhook, event }) => deliveryOf(webhook, event, aliases));
    const waiting = await this.deliveries.queue(tx, rows, this.clock.now());
    this.transactions.afterCommit(tx, () => {
      this.deliver.nudge(waiting);
    });
  }
}

function isTold(
  { tenantId, eventTypes }: ListeningWebhook,
  event: Pick<AuditedEvent, 'tenantId' | 'type'>,
): boolean {
  if (tenantId !== null && tenantId !== event.tenantId) return false;
  return eventTypes === null || eventTypes.some((type) => type === event.type);
}

function deliveryOf(
  webhook: ListeningWebhook,
  { id, type, tenantId, ...event }: AuditedEvent,
  aliases: ReadonlyMap<string, string>,
): NewDelivery {
  const tenant = tenantId === null ? null : (aliases.get(tenantId) ?? null);
  return { webhookId: webhook.id, id, type, tenantId, payload: writePayload({ ...event, type, tenant }) };
}
