import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Metadata that somebody gave, between what was read of them and his word to trust them: one a session. */
@Entity('console_trust_drafts')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], {
  name: 'fk_console_trust_drafts_tenant',
  onDelete: 'CASCADE',
})
@Check('ck_console_trust_drafts_offer', '(document IS NULL) <> (metadata_url IS NULL)')
@Index('ix_console_trust_drafts_created_at', ['createdAt'])
export class TrustDraftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_console_trust_drafts' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_console_trust_drafts' })
  sessionId: string;

  /** Byte for byte as it came, up to 25 MiB. */
  @Column('bytea', { nullable: true })
  document: Buffer | null;

  @Column('text', { nullable: true })
  metadataUrl: string | null;

  /** As it came: PEM or Base64. */
  @Column('text', { nullable: true })
  metadataSigningCertificate: string | null;

  @Column('timestamptz')
  createdAt: Date;
}
