import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a request that created something was answered, for whoever sends it again. */
@Entity('idempotency_keys')
@Index('ix_idempotency_keys_tenant', ['tenantId'])
@Index('ix_idempotency_keys_expires_at', ['expiresAt'])
@Index('ix_idempotency_keys_master_key', ['masterKeyId'])
export class IdempotencyKeyEntity {
  /** SHA-256 of the tenant, the caller and his key: another tenant's or caller's same key is another one. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_idempotency_keys' })
  id: Buffer;

  /** Null: a request of the platform, such as the one that made the tenant. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey('tenants', { name: 'fk_idempotency_keys_tenant', onDelete: 'CASCADE' })
  tenantId: string | null;

  /** SHA-256 of the method, the path and the body. */
  @Column({ type: 'bytea' })
  requestHash: Buffer;

  /** Status, headers and body; it may hold a secret. */
  @Column({ type: 'bytea' })
  sealedAnswer: Buffer;

  /** Which master key sealed it, so that it can be rotated. */
  @Column({ type: 'text' })
  @ForeignKey('master_keys', { name: 'fk_idempotency_keys_master_key' })
  masterKeyId: string;

  @Column({ type: 'timestamptz' })
  expiresAt: Date;
}
