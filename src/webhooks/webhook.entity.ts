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

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
