import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An AuthnRequest under way. Only hashes: a stolen dump shows no request that could still be answered. */
@Entity('authn_requests')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_authn_requests_tenant', onDelete: 'CASCADE' })
@Index('ix_authn_requests_expires_at', ['expiresAt'])
export class AuthnRequestEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_authn_requests' })
  tenantId: string;

  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_authn_requests' })
  requestHash: Buffer;

  @Column('bytea')
  browserSecretHash: Buffer;

  @Column('text')
  target: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  /** The hash of the assertion that answered it. */
  @Column('bytea', { nullable: true })
  answeredBy: Buffer | null;
}
