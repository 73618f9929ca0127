import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ExpiryType } from './expiry-notices';

/** The last notice of something that ends. */
@Entity('expiry_notices')
@Index('ix_expiry_notices_not_after', ['notAfter'])
export class ExpiryNoticeEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_expiry_notices' })
  @ForeignKey('tenants', { name: 'fk_expiry_notices_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_expiry_notices' })
  type: ExpiryType;

  /** A certificate's fingerprint; of metadata, which a tenant has once, the word. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_expiry_notices' })
  subject: string;

  /** When it ends, as it was told. */
  @Column({ type: 'timestamptz' })
  notAfter: Date;

  /** How many days before. */
  @Column({ type: 'integer' })
  threshold: number;

  @Column({ type: 'timestamptz' })
  toldAt: Date;
}
