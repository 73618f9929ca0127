import { SealedColumn } from '../database/sealed-column';
import { webhookSecretPurpose } from './webhook-secret-purpose';
import type { SecretPosition } from './webhook-secrets.repository';

/** What webhooks are signed with. */
export const sealedWebhookSecrets = new SealedColumn<SecretPosition>({
  table: 'webhook_secrets',
  column: 'sealed_secret',
  key: { webhookId: { column: 'webhook_id', type: 'uuid' }, id: { column: 'id', type: 'uuid' } },
  purposeOf: webhookSecretPurpose,
  describe: ({ webhookId, id }) => ({
    what: `The secret ${id} of the webhook ${webhookId}`,
    remedy:
      'Restore that row of webhook_secrets from a backup, or delete it and rotate the secret of that webhook, whose receiver must be told the new one.',
  }),
});
