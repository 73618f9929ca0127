import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { DeliverWebhooks } from './deliver-webhooks';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import { applyWebhookPatch, changedFields, settingsOf, type WebhookPatch } from './webhook-settings';
import { readWebhookUrl } from './webhook-url';
import { webhookTag } from './webhook-view';
import type { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';

export interface WebhookChange {
  readonly id: string;
  readonly patch: WebhookPatch;
  readonly ifMatch: string | undefined;
}

@Injectable()
export class UpdateWebhook {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly webhooks: Webhooks,
    private readonly repository: WebhooksRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly deliver: DeliverWebhooks,
    private readonly audit: AuditService,
  ) {}

  /**
   * A patch that changes nothing writes nothing: no new revision, no event.
   * Throws `request.invalid`, `not_found`, `precondition_failed`.
   */
  run(owner: WebhookOwner, change: WebhookChange, context: RequestContext): Promise<WebhookEntity> {
    const { id, ifMatch } = change;
    const url = change.patch.url ? readWebhookUrl(change.patch.url, this.settings) : undefined;
    return this.transactions.run(async (tx) => {
      const webhook = await this.webhooks.lock(tx, owner, id);
      checkIfMatch(ifMatch, webhookTag(webhook));
      const before = settingsOf(webhook);
      const after = applyWebhookPatch(before, { ...change.patch, url });
      const changed = changedFields(before, after);
      if (changed.length === 0) return webhook;
      const { description, enabled, eventTypes } = after;
      const columns = { url: after.url, description, enabled, eventTypes: eventTypes && [...eventTypes] };
      await this.repository.change(tx, webhook, { ...columns, updatedAt: this.clock.now() });
      await this.audit.append(tx, {
        tenantId: webhook.tenantId,
        type: 'webhook.updated',
        details: { ...webhookDetails({ id, url: after.url }), changed },
        context,
      });
      if (after.enabled && (changed.includes('url') || changed.includes('enabled')))
        await this.resume(tx, id);
      return this.webhooks.lock(tx, owner, id);
    });
  }

  /** What waits is sent now: what failed may go well by this change. */
  private async resume(tx: EntityManager, id: string): Promise<void> {
    await this.repository.resume(tx, id);
    await this.deliveries.hasten(tx, id, this.clock.now());
    this.transactions.afterCommit(tx, () => {
      this.deliver.nudge([id]);
    });
  }
}
