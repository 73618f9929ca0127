import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { TEST_TYPE } from './delivered-types';
import { DeliveryLimits } from './delivery-limits';
import { writePayload } from './payload';
import { type Attempt, SendMessage } from './send-message';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import type { WebhookEntity } from './webhook.entity';
import { WebhookSecrets } from './webhook-secrets.service';
import { Webhooks } from './webhooks.service';

@Injectable()
export class TestWebhook {
  constructor(
    private readonly clock: Clock,
    private readonly limits: DeliveryLimits,
    private readonly webhooks: Webhooks,
    private readonly secrets: WebhookSecrets,
    private readonly send: SendMessage,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  /** Sends a message that tells of nothing, once and at once, also by one that is not enabled. Throws `not_found`. */
  async run(owner: WebhookOwner, id: string, context: RequestContext): Promise<Attempt> {
    const { actor, requestId } = context;
    const webhook = await this.webhooks.require(owner, id);
    const secrets = await this.secrets.listValid(id);
    const payload = writePayload({
      type: TEST_TYPE,
      time: this.clock.now(),
      tenant: owner?.alias ?? null,
      code: null,
      details: { webhook: id },
      actor,
      requestId,
    });
    const message = { id: newId(), url: webhook.url, payload };
    const attempt = await this.send.run(message, secrets, this.limits.testTimeoutMs);
    await this.record(webhook, attempt, context);
    return attempt;
  }

  /** Whoever may test sends from here to that address: so it is told who did, whatever became of the webhook meanwhile. */
  private record(
    webhook: WebhookEntity,
    { status, failure }: Attempt,
    context: RequestContext,
  ): Promise<void> {
    const { tenantId } = webhook;
    const details = { ...webhookDetails(webhook), delivered: failure === null, status };
    return this.transactions.run((tx) =>
      this.audit.append(tx, { tenantId, type: 'webhook.tested', details, context }),
    );
  }
}
