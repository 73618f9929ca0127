import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { isForeignKeyViolation } from '../database/driver-error';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { tenantNotFound } from '../tenants/alias';
import { NOT_FAILING } from './failure-state';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import { WebhookSecrets } from './webhook-secrets.service';
import {
  applyWebhookPatch,
  DEFAULT_WEBHOOK_SETTINGS,
  type WebhookPatch,
  type WebhookSettings,
} from './webhook-settings';
import { readWebhookUrl } from './webhook-url';
import type { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';
import { say } from '../sentences/sentence';

/** Of a tenant, and of the platform: each is a request more for every event. */
export const MOST_WEBHOOKS = 10;

export interface CreatedWebhook {
  readonly webhook: WebhookEntity;
  /** `whsec_...`, for this one answer. */
  readonly secret: string;
}

@Injectable()
export class CreateWebhook {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly audit: AuditService,
  ) {}

  /** Throws `request.invalid` for an address that nothing is sent to, `conflict` where there are as many as there may be. */
  async run(
    owner: WebhookOwner,
    wanted: WebhookPatch & { readonly url: string },
    context: RequestContext,
  ): Promise<CreatedWebhook> {
    const url = readWebhookUrl(wanted.url, this.settings);
    const settings = applyWebhookPatch({ ...DEFAULT_WEBHOOK_SETTINGS, url }, { ...wanted, url });
    const webhook = newWebhook(owner, settings, this.clock.now());
    try {
      const work = (tx: EntityManager) => this.write(tx, webhook, context);
      const { secret } = await this.secrets.storeWith(webhook.id, work);
      return { webhook, secret };
    } catch (error) {
      if (owner && isForeignKeyViolation(error, 'fk_webhooks_tenant')) throw tenantNotFound(owner.alias);
      throw error;
    }
  }

  private async write(tx: EntityManager, webhook: WebhookEntity, context: RequestContext): Promise<void> {
    const { tenantId, eventTypes, enabled } = webhook;
    if ((await this.webhooks.lockCount(tx, tenantId)) >= MOST_WEBHOOKS) throw tooMany();
    await this.webhooks.insert(tx, webhook);
    const details = { ...webhookDetails(webhook), eventTypes, enabled };
    await this.audit.append(tx, { tenantId, type: 'webhook.created', details, context });
  }
}

function newWebhook(owner: WebhookOwner, settings: WebhookSettings, now: Date): WebhookEntity {
  const { url, description, eventTypes, enabled } = settings;
  return {
    id: newId(),
    tenantId: owner?.id ?? null,
    url,
    description,
    eventTypes: eventTypes && [...eventTypes],
    enabled,
    revision: 1,
    leasedUntil: null,
    lastDeliveredAt: null,
    ...NOT_FAILING,
    createdAt: now,
    updatedAt: now,
  };
}

function tooMany(): Problem {
  return new Problem(
    'conflict',
    say`There are ${MOST_WEBHOOKS} webhooks already, and no more may be: delete one, or give one more types of events.`,
  );
}
