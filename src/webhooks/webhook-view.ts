import type { FastifyReply } from 'fastify';
import { entityTag } from '../http/entity-tag';
import type { CallerRole } from '../http/required-role';
import type { CreatedWebhook } from './create-webhook';
import type { Attempt } from './send-message';
import type { CreatedWebhookDto, WebhookDto, WebhookTestDto } from './webhook.dto';
import type { WebhookEntity } from './webhook.entity';

/** What is sent moves no tag: nobody's change may fail by it. */
export function webhookTag({ id, revision }: Pick<WebhookEntity, 'id' | 'revision'>): string {
  return entityTag(id, revision);
}

/** @param role of whoever is answered */
export function answerWebhook(webhook: WebhookEntity, reply: FastifyReply, role: CallerRole): WebhookDto {
  reply.header('etag', webhookTag(webhook));
  return toWebhookDtoFor(role, webhook);
}

/** The only answer that shows a secret. */
export function answerSecret({ webhook, secret }: CreatedWebhook, reply: FastifyReply): CreatedWebhookDto {
  return Object.assign(answerWebhook(webhook, reply, 'admin'), { secret });
}

/** An address may hold a secret in its path or query, by which anybody could send to it: who may not change it sees its origin alone. */
export function toWebhookDtoFor(role: CallerRole, webhook: WebhookEntity): WebhookDto {
  const dto = toWebhookDto(webhook);
  return role === 'admin' ? dto : Object.assign(dto, { url: new URL(dto.url).origin });
}

function toWebhookDto(webhook: WebhookEntity): WebhookDto {
  const { id, url, description, eventTypes, enabled, lastDeliveredAt, createdAt, updatedAt } = webhook;
  return {
    id,
    url,
    description,
    eventTypes,
    enabled,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
    ...failureOf(webhook),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function toTestDto({ status, milliseconds, failure }: Attempt): WebhookTestDto {
  return { delivered: failure === null, status, milliseconds, failure };
}

function failureOf(webhook: WebhookEntity): Pick<WebhookDto, 'failure'> {
  const { failingSince, failureCount: count, failureMessage: message } = webhook;
  if (!failingSince || message === null) return {};
  return { failure: { since: failingSince.toISOString(), count, message } };
}
