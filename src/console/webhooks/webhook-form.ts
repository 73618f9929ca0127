import type { WebhookDto } from '../../webhooks/webhook.dto';

/** How the fields of the form begin. */
export function fieldsOf(webhook: WebhookDto): Record<string, string | undefined> {
  const { url, description, eventTypes, enabled } = webhook;
  return {
    url,
    description: description ?? undefined,
    eventTypes: eventTypes?.join('\n'),
    enabled: String(enabled),
  };
}

/** The body of the API that the fields mean; what can not be right is left for its rules to refuse. */
export function toWebhookBody(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const types = (fields.eventTypes ?? '').split(/[\s,]+/).filter((type) => type !== '');
  return {
    url: fields.url ?? '',
    description: fields.description ?? null,
    eventTypes: types.length === 0 ? null : types,
    enabled: fields.enabled === 'on',
  };
}
