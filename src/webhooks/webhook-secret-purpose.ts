import type { SecretPosition } from './webhook-secrets.repository';

/** What a secret is sealed for: one that is put into another webhook's row does not open there. */
export function webhookSecretPurpose({ webhookId, id }: SecretPosition): string {
  return `webhook-secret:${webhookId}:${id}`;
}
