import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

export const SP_KEY_USES = ['signing', 'encryption'] as const;
export type SpKeyUse = (typeof SP_KEY_USES)[number];

/**
 * `current` is published and used, `next` is published beside it, `previous` was current before and is no longer published. For
 * encryption all three decrypt.
 */
export const SP_KEY_STATUSES = ['current', 'next', 'previous'] as const;
export type SpKeyStatus = (typeof SP_KEY_STATUSES)[number];

@Entity('sp_keys')
@Unique('uq_sp_keys_status', ['tenantId', 'use', 'status'], { deferrable: 'INITIALLY IMMEDIATE' })
@Index('ix_sp_keys_master_key', ['masterKeyId'])
@Index('ix_sp_keys_not_after', ['notAfter'])
@Check('ck_sp_keys_use', `use IN ('signing', 'encryption')`)
@Check('ck_sp_keys_status', `status IN ('current', 'next', 'previous')`)
export class SpKeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid', primaryKeyConstraintName: 'pk_sp_keys' })
  @ForeignKey('tenants', { name: 'fk_sp_keys_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_sp_keys' })
  id: string;

  @Column({ type: 'text' })
  use: SpKeyUse;

  @Column({ type: 'text' })
  status: SpKeyStatus;

  @Column({ name: 'sealed_private_key', type: 'bytea' })
  sealedPrivateKey: Buffer;

  /** Which master key sealed it, so that it can be rotated. */
  @Column({ name: 'master_key_id', type: 'text' })
  @ForeignKey('master_keys', { name: 'fk_sp_keys_master_key' })
  masterKeyId: string;

  /** DER. */
  @Column({ type: 'bytea' })
  certificate: Buffer;

  /** Of the certificate. */
  @Column({ name: 'not_after', type: 'timestamptz' })
  notAfter: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** Since when it has its status. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
