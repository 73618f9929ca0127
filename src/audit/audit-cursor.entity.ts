import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far somebody has come who goes through all events in the order of their arrival. */
@Entity('audit_cursors')
export class AuditCursorEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_audit_cursors' })
  name: string;

  /** Of the last event that he is done with. */
  @Column({ type: 'bigint' })
  arrival: string;

  @Column({ name: 'moved_at', type: 'timestamptz' })
  movedAt: Date;

  /** When he last looked whether there is more; null: nothing is kept for him. */
  @Column({ name: 'seen_at', type: 'timestamptz', nullable: true })
  seenAt: Date | null;
}
