import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import type { CreatedWebhook } from './create-webhook';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import { WebhookSecretsRepository } from './webhook-secrets.repository';
import { WebhookSecrets } from './webhook-secrets.service';
import { webhookTag } from './webhook-view';
import type { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';

/** How long messages are signed with the old secret beside the new one. */
const OVERLAP_MS = 24 * 3600_000;
/** Old ones that sign at once, however often it is rotated. */
const MOST_OLD = 2;

@Injectable()
export class RotateWebhookSecret {
  constructor(
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
    private readonly repository: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly stored: WebhookSecretsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Throws `not_found`, `precondition_failed`. */
  async run(
    owner: WebhookOwner,
    id: string,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<CreatedWebhook> {
    // So that a made-up id is told before anything is sealed for it.
    await this.webhooks.require(owner, id);
    const { done, secret } = await this.secrets.storeWith(id, async (tx) => {
      const webhook = await this.webhooks.lock(tx, owner, id);
      checkIfMatch(ifMatch, webhookTag(webhook));
      await this.retire(tx, webhook, context);
      return this.webhooks.lock(tx, owner, id);
    });
    return { webhook: done, secret };
  }

  private async retire(tx: EntityManager, webhook: WebhookEntity, context: RequestContext): Promise<void> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + OVERLAP_MS);
    await this.stored.retire(tx, webhook.id, { now, expiresAt, kept: MOST_OLD });
    await this.repository.change(tx, webhook, { updatedAt: now });
    const details = { ...webhookDetails(webhook), changed: ['secret'] };
    const { tenantId } = webhook;
    await this.audit.append(tx, { tenantId, type: 'webhook.updated', details, context });
  }
}
