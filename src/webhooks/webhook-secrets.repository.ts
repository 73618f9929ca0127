import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { WebhookSecretEntity } from './webhook-secret.entity';

export type SecretPosition = Pick<WebhookSecretEntity, 'webhookId' | 'id'>;
export type SealedSecret = SecretPosition & Pick<WebhookSecretEntity, 'sealedSecret' | 'masterKeyId'>;

@Injectable()
export class WebhookSecretsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that sign: the one in force first. */
  listValid(webhookId: string, now: Date): Promise<SealedSecret[]> {
    return this.dataSource.query(
      `SELECT webhook_id AS "webhookId", id, sealed_secret AS "sealedSecret", master_key_id AS "masterKeyId"
         FROM webhook_secrets WHERE webhook_id = $1 AND (expires_at IS NULL OR expires_at > $2)
        ORDER BY expires_at DESC NULLS FIRST`,
      [webhookId, now],
    );
  }

  /** Fails on `fk_webhook_secrets_master_key` where the master key was rotated meanwhile. */
  async insert(tx: EntityManager, secret: WebhookSecretEntity): Promise<void> {
    await tx.insert(WebhookSecretEntity, secret);
  }

  /** Gives the one in force an end, and deletes what has ended or is more than the `kept` latest. */
  async retire(
    tx: EntityManager,
    webhookId: string,
    { now, expiresAt, kept }: { readonly now: Date; readonly expiresAt: Date; readonly kept: number },
  ): Promise<void> {
    await tx.query(
      `UPDATE webhook_secrets SET expires_at = $2 WHERE webhook_id = $1 AND expires_at IS NULL`,
      [webhookId, expiresAt],
    );
    await tx.query(
      `DELETE FROM webhook_secrets WHERE webhook_id = $1 AND (expires_at <= $2 OR id NOT IN (
         SELECT id FROM webhook_secrets WHERE webhook_id = $1 ORDER BY expires_at DESC, id DESC LIMIT $3))`,
      [webhookId, now, kept],
    );
  }
}
