import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { isForeignKeyViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { MasterKey } from '../tenants/master-key.service';
import type { WebhookSecretEntity } from './webhook-secret.entity';
import { webhookSecretPurpose } from './webhook-secret-purpose';
import { WebhookSecretsRepository } from './webhook-secrets.repository';

/** Standard Webhooks, "Signature scheme": 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/** A secret for the receiver, and what is stored of it. */
interface NewSecret {
  /** `whsec_...` */
  readonly secret: string;
  readonly row: WebhookSecretEntity;
}

/** What the messages of webhooks are signed with. They are shown once, and kept sealed. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly clock: Clock,
    private readonly masterKey: MasterKey,
    private readonly transactions: Transactions,
    private readonly repository: WebhookSecretsRepository,
  ) {}

  /**
   * Makes a secret, and stores it together with what `work` writes; once more where the master key was rotated just now.
   * @returns what `work` returns, and the secret. Throws `unavailable` without the master key.
   */
  async storeWith<T>(
    webhookId: string,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<{ readonly done: T; readonly secret: string }> {
    const store = async () => {
      const { secret, row } = await this.make(webhookId);
      const done = await this.transactions.run(async (tx) => {
        const result = await work(tx);
        await this.repository.insert(tx, row);
        return result;
      });
      return { done, secret };
    };
    try {
      return await store();
    } catch (error) {
      if (!isForeignKeyViolation(error, 'fk_webhook_secrets_master_key')) throw error;
      return store();
    }
  }

  /** Those that sign now, the one in force first. Throws `unavailable` where this node does not hold the master key. */
  async listValid(webhookId: string): Promise<string[]> {
    const found = await this.repository.listValid(webhookId, this.clock.now());
    return found.map((row) =>
      this.masterKey.open(row.sealedSecret, row.masterKeyId, webhookSecretPurpose(row)).toString(),
    );
  }

  private async make(webhookId: string): Promise<NewSecret> {
    const id = newId();
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    const purpose = webhookSecretPurpose({ webhookId, id });
    const { sealed, masterKeyId } = await this.masterKey.seal(Buffer.from(secret), purpose);
    const row = {
      webhookId,
      id,
      sealedSecret: sealed,
      masterKeyId,
      createdAt: this.clock.now(),
      expiresAt: null,
    };
    return { secret, row };
  }
}
