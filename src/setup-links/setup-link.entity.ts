import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A link by which somebody without an account sets a tenant's single sign-on up. Only the hash of its secret is kept. */
@Entity('setup_links')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_setup_links_tenant', onDelete: 'CASCADE' })
@Unique('uq_setup_links_secret_hash', ['tenantId', 'secretHash'])
@Index('ix_setup_links_expires_at', ['expiresAt'])
export class SetupLinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_setup_links' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_setup_links' })
  id: string;

  @Column('bytea')
  secretHash: Buffer;

  /** For whoever made it. */
  @Column('text', { nullable: true })
  note: string | null;

  /** Who made it, as audit names him. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;

  /** Of the link, and of whatever it opened. */
  @Column('timestamptz')
  expiresAt: Date;

  /** When it was taken, once: from then on it is one browser's. */
  @Column('timestamptz', { nullable: true })
  openedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
