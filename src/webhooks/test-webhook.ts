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
    const { url } = await this.webhooks.require(owner, id);
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
    const attempt = await this.send.run({ id: newId(), url, payload }, secrets, this.limits.testTimeoutMs);
    await this.record(owner, id, attempt, context);
    return attempt;
  }

  /** Whoever may test sends from here to that address: so it is told who did. */
  private record(
    owner: WebhookOwner,
    id: string,
    { status, failure }: Attempt,
    context: RequestContext,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      const webhook = await this.webhooks.lock(tx, owner, id);
      await this.audit.append(tx, {
        tenantId: webhook.tenantId,
        type: 'webhook.tested',
        details: { ...webhookDetails(webhook), delivered: failure === null, status },
        context,
      });
    });
  }
}
