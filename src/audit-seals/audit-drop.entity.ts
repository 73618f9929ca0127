import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A month of audit events that was dropped, as retention has it. */
@Entity('audit_drops')
export class AuditDropEntity {
  /** Its first day. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_audit_drops' })
  month: string;

  /** As far as they had arrived by then. */
  @Column({ type: 'bigint' })
  arrival: string;

  @Column({ name: 'key_id', type: 'uuid' })
  keyId: string;

  /** Under that key: who has the database alone can not make a drop of what he deleted himself. */
  @Column({ type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'dropped_at', type: 'timestamptz' })
  droppedAt: Date;
}
