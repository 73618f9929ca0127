import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What seals are made with: itself sealed under the master key, so that it stays the same when that is rotated. */
@Entity('audit_seal_keys')
@Index('ix_audit_seal_keys_master_key', ['masterKeyId'])
export class AuditSealKeyEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit_seal_keys' })
  id: string;

  @Column({ name: 'sealed_key', type: 'bytea' })
  sealedKey: Buffer;

  @Column({ name: 'master_key_id', type: 'text' })
  @ForeignKey('master_keys', { name: 'fk_audit_seal_keys_master_key' })
  masterKeyId: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
