import type { DataSource, EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { webhookSecretPurpose } from './webhook-secret-purpose';
import { type SecretPosition, WebhookSecretsRepository } from './webhook-secrets.repository';

type Row = SealedRow & SecretPosition;

/** What webhooks are signed with. */
export class SealedWebhookSecrets implements SealedStore<Row> {
  private readonly secrets: WebhookSecretsRepository;

  constructor(dataSource: DataSource) {
    this.secrets = new WebhookSecretsRepository(dataSource);
  }

  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const secrets = await this.secrets.lockSealedOtherwise(tx, masterKeyId, after, limit);
    return secrets.map(({ sealedSecret: sealed, ...secret }) => ({
      ...secret,
      sealed,
      purpose: webhookSecretPurpose(secret),
    }));
  }

  updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    const secrets = rows.map(({ sealed, ...row }) => ({ ...row, sealedSecret: sealed }));
    return this.secrets.updateSealed(tx, masterKeyId, secrets);
  }

  describe({ webhookId, id }: Row): { what: string; remedy: string } {
    return {
      what: `The secret ${id} of the webhook ${webhookId}`,
      remedy:
        'Restore that row of webhook_secrets from a backup, or delete it and rotate the secret of that webhook, whose receiver must be told the new one.',
    };
  }
}
