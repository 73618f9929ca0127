import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** When a certificate of a tenant's trust ends: the trust itself has it too, but not where it can be found by its end. */
@Entity('idp_trust_certificates')
@ForeignKey('idp_trusts', ['tenantId'], ['tenantId'], {
  name: 'fk_idp_trust_certificates_trust',
  onDelete: 'CASCADE',
})
@Index('ix_idp_trust_certificates_not_after', ['notAfter'])
export class IdpTrustCertificateEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_idp_trust_certificates' })
  tenantId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_idp_trust_certificates' })
  sha256Fingerprint: string;

  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'timestamptz' })
  notAfter: Date;
}
