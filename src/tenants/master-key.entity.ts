import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The master key that is in force, by its fingerprint: what is sealed refers to it. Two only within a rotation's transaction. */
@Entity('master_keys')
export class MasterKeyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_master_keys' })
  id: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
