import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { webhookDetails, type WebhookOwner } from './webhook-owner';
import { webhookTag } from './webhook-view';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';

@Injectable()
export class DeleteWebhook {
  constructor(
    private readonly transactions: Transactions,
    private readonly webhooks: Webhooks,
    private readonly repository: WebhooksRepository,
    private readonly audit: AuditService,
  ) {}

  /** What was still to be sent goes with it. Throws `not_found`, `precondition_failed`. */
  async run(
    owner: WebhookOwner,
    id: string,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const webhook = await this.webhooks.lock(tx, owner, id);
      checkIfMatch(ifMatch, webhookTag(webhook));
      await this.repository.delete(tx, id);
      const { tenantId } = webhook;
      const details = webhookDetails(webhook);
      await this.audit.append(tx, { tenantId, type: 'webhook.deleted', details, context });
    });
  }
}
