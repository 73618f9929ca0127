import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { StoredCertificate, TrustSource } from './idp-trust.entity';

export const VERSION_REASONS = ['upload', 'url', 'refresh', 'restore'] as const;
export type VersionReason = (typeof VERSION_REASONS)[number];

/** What a tenant's trust is or was, and the document that it was read from. It outlives the trust, but not the tenant. */
@Entity('idp_trust_versions')
@Check('ck_idp_trust_versions_reason', `reason IN ('upload', 'url', 'refresh', 'restore')`)
export class IdpTrustVersionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_idp_trust_versions' })
  @ForeignKey('tenants', { name: 'fk_idp_trust_versions_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  /** From 1 on, in the order in which they came. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_idp_trust_versions' })
  number: number;

  @Column({ type: 'text' })
  entityId: string;

  @Column({ type: 'text' })
  source: TrustSource;

  @Column({ type: 'text', nullable: true })
  metadataUrl: string | null;

  @Column({ type: 'bytea', nullable: true })
  metadataSigningCertificate: Buffer | null;

  @Column({ type: 'jsonb' })
  signingCertificates: StoredCertificate[];

  /** Byte for byte as it came, up to 25 MiB: read only where it is asked for. Of several that read the same, the latest. */
  @Column({ type: 'bytea', select: false })
  metadata: Buffer;

  @Column({ type: 'text' })
  reason: VersionReason;

  /** As in the audit trail. */
  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
