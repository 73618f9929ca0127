import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { WebhookEntity } from './webhook.entity';

/** What a webhook's messages are signed with: one, and for a day after a rotation those before it. */
@Entity('webhook_secrets')
@Index('ix_webhook_secrets_master_key', ['masterKeyId'])
export class WebhookSecretEntity {
  @PrimaryColumn({ name: 'webhook_id', type: 'uuid', primaryKeyConstraintName: 'pk_webhook_secrets' })
  @ForeignKey(() => WebhookEntity, { name: 'fk_webhook_secrets_webhook', onDelete: 'CASCADE' })
  webhookId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_webhook_secrets' })
  id: string;

  @Column({ name: 'sealed_secret', type: 'bytea' })
  sealedSecret: Buffer;

  /** Which master key sealed it, so that it can be rotated. */
  @Column({ name: 'master_key_id', type: 'text' })
  @ForeignKey('master_keys', { name: 'fk_webhook_secrets_master_key' })
  masterKeyId: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** Null: the one in force. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;
}
