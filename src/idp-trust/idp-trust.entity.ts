import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Endpoint, SloEndpoint } from '../saml/metadata/idp-metadata';

export type TrustSource = 'upload' | 'url';

export interface StoredCertificate {
  readonly subject: string;
  readonly sha256Fingerprint: string;
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Base64. */
  readonly der: string;
}

export interface TrustWarning {
  readonly code: string;
  readonly message: string;
}

/** A tenant's one IdP, as its metadata told of it. */
@Entity('idp_trusts')
@Check('ck_idp_trusts_source', `source IN ('upload', 'url')`)
@Index('ix_idp_trusts_next_end_at', ['nextEndAt'])
@Index('ix_idp_trusts_next_refresh_at', ['nextRefreshAt'])
@Index('ix_idp_trusts_early_refresh_at', ['earlyRefreshAt'])
@Index('ix_idp_trusts_valid_until', ['validUntil'], { where: 'valid_until IS NOT NULL' })
@Index('ix_idp_trusts_refresh_failed', ['tenantId'], { where: 'refresh_failed_since IS NOT NULL' })
export class IdpTrustEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_idp_trusts' })
  @ForeignKey('tenants', { name: 'fk_idp_trusts_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  /** Another one with each metadata that comes. */
  @Column({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  entityId: string;

  @Column({ type: 'jsonb' })
  ssoServices: Endpoint[];

  @Column({ type: 'jsonb' })
  sloServices: SloEndpoint[];

  @Column({ type: 'jsonb' })
  signingCertificates: StoredCertificate[];

  @Column({ type: 'boolean' })
  wantAuthnRequestsSigned: boolean;

  @Column({ type: 'text', array: true })
  nameIdFormats: string[];

  @Column({ type: 'jsonb' })
  warnings: TrustWarning[];

  @Column({ type: 'text' })
  source: TrustSource;

  @Column({ type: 'text', nullable: true })
  metadataUrl: string | null;

  /** Which of `idp_trust_versions` it is: that has the document. */
  @Column({ type: 'integer' })
  versionNumber: number;

  /** As the metadata says, the earliest where it says it in several places. */
  @Column({ type: 'timestamptz', nullable: true })
  validUntil: Date | null;

  /** Since when the metadata say this `validUntil`, refreshes that said the same included: by that its renewal is known. */
  @Column({ type: 'timestamptz', nullable: true })
  validUntilSince: Date | null;

  /** The metadata's `cacheDuration`. */
  @Column({ type: 'integer', nullable: true })
  cacheSeconds: number | null;

  /** The earliest end, of `validUntil` and of the certificates, that was still to come when this was written. */
  @Column({ type: 'timestamptz', nullable: true })
  nextEndAt: Date | null;

  /** DER: under its key the metadata must be signed. Null: that is not checked. */
  @Column({ type: 'bytea', nullable: true })
  metadataSigningCertificate: Buffer | null;

  /** What `metadataUrl` gave with the document, to ask by whether it has changed (RFC 9110, 8.8). */
  @Column({ type: 'text', nullable: true })
  etag: string | null;

  @Column({ type: 'text', nullable: true })
  lastModified: string | null;

  /** When the address last gave a document that is good, changed or not; of an upload, when it came. */
  @Column({ type: 'timestamptz' })
  refreshedAt: Date;

  /** Null for an upload. */
  @Column({ type: 'timestamptz', nullable: true })
  nextRefreshAt: Date | null;

  /** When a login last caused a refresh, by the database's clock. */
  @Column({ type: 'timestamptz', nullable: true })
  earlyRefreshAt: Date | null;

  /** Since when no refresh has succeeded; null while they do. */
  @Column({ type: 'timestamptz', nullable: true })
  refreshFailedSince: Date | null;

  /** Failed ones in a row. */
  @Column({ type: 'integer', default: 0 })
  refreshFailureCount: number;

  /** The last one's code, and its sentence for administrators. */
  @Column({ type: 'text', nullable: true })
  refreshFailureCode: string | null;

  @Column({ type: 'text', nullable: true })
  refreshFailureMessage: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;
}
