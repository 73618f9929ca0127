import { mergePatch } from '../http/merge-patch';
import type { DeliveredType } from './delivered-types';
import type { WebhookEntity } from './webhook.entity';

/** All of a webhook that its administrators set. */
export interface WebhookSettings {
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly DeliveredType[] | null;
  readonly enabled: boolean;
}

/** A JSON Merge Patch (RFC 7396): what is absent stays, null goes back to the default. */
export type WebhookPatch = { readonly [K in keyof WebhookSettings]?: WebhookSettings[K] | null | undefined };

export const DEFAULT_WEBHOOK_SETTINGS: Omit<WebhookSettings, 'url'> = {
  description: null,
  eventTypes: null,
  enabled: true,
};

export function settingsOf({ url, description, eventTypes, enabled }: WebhookEntity): WebhookSettings {
  return { url, description, eventTypes, enabled };
}

/** Takes a patch whose fields are valid; each type comes out once. */
export function applyWebhookPatch(current: WebhookSettings, patch: WebhookPatch): WebhookSettings {
  const merged = mergePatch(current, patch) as WebhookPatch;
  return {
    url: merged.url ?? current.url,
    description: merged.description ?? null,
    eventTypes: merged.eventTypes ? [...new Set(merged.eventTypes)] : null,
    enabled: merged.enabled ?? DEFAULT_WEBHOOK_SETTINGS.enabled,
  };
}

export function changedFields(before: WebhookSettings, after: WebhookSettings): (keyof WebhookSettings)[] {
  const names = Object.keys(before) as (keyof WebhookSettings)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
