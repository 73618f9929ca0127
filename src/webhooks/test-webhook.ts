import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { TEST_TYPE } from './delivered-types';
import { DeliveryLimits } from './delivery-limits';
import { writePayload } from './payload';
import { type Attempt, SendMessage } from './send-message';
import type { WebhookOwner } from './webhook-owner';
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
  ) {}

  /** Sends a message that tells of nothing, once and at once, also by one that is not enabled. Throws `not_found`. */
  async run(owner: WebhookOwner, id: string, { actor, requestId }: RequestContext): Promise<Attempt> {
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
    return this.send.run({ id: newId(), url, payload }, secrets, this.limits.testTimeoutMs);
  }
}
