import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DeliveredType } from './delivered-types';

@Entity('webhooks')
@Index('ix_webhooks_tenant', ['tenantId', 'id'])
export class WebhookEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_webhooks' })
  id: string;

  /** Null: one of the platform, which is told of every tenant. */
  @Column({ name: 'tenant_id', type: 'uuid', nullable: true })
  @ForeignKey('tenants', { name: 'fk_webhooks_tenant', onDelete: 'CASCADE' })
  tenantId: string | null;

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** Null: all that there are, later ones too. */
  @Column({ name: 'event_types', type: 'text', array: true, nullable: true })
  eventTypes: DeliveredType[] | null;

  @Column({ type: 'boolean' })
  enabled: boolean;

  /** Grows with each change by an administrator. */
  @Column({ type: 'integer' })
  revision: number;

  /** Somebody sends to it until then, and nobody else does. */
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil: Date | null;

  /** Nothing is sent until then: its receiver failed. */
  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil: Date | null;

  @Column({ name: 'last_delivered_at', type: 'timestamptz', nullable: true })
  lastDeliveredAt: Date | null;

  /** Null while it does not fail. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince: Date | null;

  /** Failed attempts in a row, of whichever message. */
  @Column({ name: 'failure_count', type: 'integer', default: 0 })
  failureCount: number;

  @Column({ name: 'failure_message', type: 'text', nullable: true })
  failureMessage: string | null;

  /** Whether the audit trail has told, since it fails, that a message was lost. */
  @Column({ name: 'is_loss_told', type: 'boolean', default: false })
  isLossTold: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
