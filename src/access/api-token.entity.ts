import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

export type TokenRole = 'admin' | 'viewer';

@Entity('api_tokens')
@Unique('uq_api_tokens_secret_hash', ['secretHash'])
@Check('ck_api_tokens_role', `role IN ('admin', 'viewer')`)
@Index('ix_api_tokens_tenant', ['tenantId'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_tokens' })
  id: string;

  /** Null: a token of the platform. */
  @Column({ name: 'tenant_id', type: 'uuid', nullable: true })
  @ForeignKey('tenants', { name: 'fk_api_tokens_tenant', onDelete: 'CASCADE' })
  tenantId: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  role: TokenRole;

  /** SHA-256; the secret itself is shown once and kept nowhere. */
  @Column({ name: 'secret_hash', type: 'bytea' })
  secretHash: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
