import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
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

  /** Byte for byte as it came, up to 25 MiB: read only where it is asked for. */
  @Column({ type: 'bytea', select: false })
  metadata: Buffer;

  @Column({ type: 'timestamptz' })
  refreshedAt: Date;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;
}
