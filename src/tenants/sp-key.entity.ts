import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MasterKeyEntity } from './master-key.entity';
import { TenantEntity } from './tenant.entity';

export type SpKeyUse = 'signing' | 'encryption';

@Entity('sp_keys')
@Index('ix_sp_keys_master_key', ['masterKeyId'])
@Check('ck_sp_keys_use', `use IN ('signing', 'encryption')`)
export class SpKeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid', primaryKeyConstraintName: 'pk_sp_keys' })
  @ForeignKey(() => TenantEntity, { name: 'fk_sp_keys_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_sp_keys' })
  use: SpKeyUse;

  @Column({ name: 'sealed_private_key', type: 'bytea' })
  sealedPrivateKey: Buffer;

  /** Which master key sealed it, so that it can be rotated. */
  @Column({ name: 'master_key_id', type: 'text' })
  @ForeignKey(() => MasterKeyEntity, { name: 'fk_sp_keys_master_key' })
  masterKeyId: string;

  /** DER. */
  @Column({ type: 'bytea' })
  certificate: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
