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

  /** Of those that are sealed under another master key than this, the first after a position: locked, so that they stay as they are. */
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: SecretPosition | undefined,
    limit: number,
  ): Promise<SealedSecret[]> {
    return tx.query(
      `SELECT webhook_id AS "webhookId", id, sealed_secret AS "sealedSecret", master_key_id AS "masterKeyId"
         FROM webhook_secrets
        WHERE master_key_id <> $1 AND ($2::uuid IS NULL OR (webhook_id, id) > ($2::uuid, $3::uuid))
        ORDER BY webhook_id, id LIMIT $4 FOR NO KEY UPDATE`,
      [masterKeyId, after?.webhookId ?? null, after?.id ?? null, limit],
    );
  }

  /** Stores secrets as they are sealed now. */
  async updateSealed(
    tx: EntityManager,
    masterKeyId: string,
    secrets: readonly SealedSecret[],
  ): Promise<void> {
    await tx.query(
      `UPDATE webhook_secrets SET sealed_secret = fresh.sealed, master_key_id = $1
         FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS fresh (webhook_id, id, sealed)
        WHERE webhook_secrets.webhook_id = fresh.webhook_id AND webhook_secrets.id = fresh.id`,
      [
        masterKeyId,
        secrets.map(({ webhookId }) => webhookId),
        secrets.map(({ id }) => id),
        secrets.map(({ sealedSecret }) => sealedSecret),
      ],
    );
  }
}
