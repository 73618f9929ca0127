import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * A login that is tried out, apart from the requests that sign somebody in: what stands here can open no session. Only hashes: a stolen
 * dump shows neither a link that could be opened nor a request that could be answered.
 */
@Entity('test_logins')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_test_logins_tenant', onDelete: 'CASCADE' })
@Unique('uq_test_logins_token_hash', ['tenantId', 'tokenHash'])
@Unique('uq_test_logins_request_hash', ['tenantId', 'requestHash'])
@Index('ix_test_logins_expires_at', ['expiresAt'])
export class TestLoginEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_test_logins' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_test_logins' })
  id: string;

  /** Of the link. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  /** Of the link, and once it was opened, of the request. */
  @Column('timestamptz')
  expiresAt: Date;

  /** Null until the link was opened. */
  @Column('bytea', { nullable: true })
  requestHash: Buffer | null;

  @Column('bytea', { nullable: true })
  browserSecretHash: Buffer | null;

  /** The hash of the form field that answered it: the same may be posted again, and no other. */
  @Column('bytea', { nullable: true })
  answeredBy: Buffer | null;

  /** Of the assertion that it used up. */
  @Column('bytea', { nullable: true })
  assertionHash: Buffer | null;
}
