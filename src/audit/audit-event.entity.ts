import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const AUDIT_OUTCOMES = ['success', 'refused'] as const;

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** The table is partitioned by `time`, which therefore is part of its key. */
@Entity('audit_events')
@Check('ck_audit_events_outcome', `outcome IN ('success', 'refused')`)
@Index('ix_audit_events_time', ['tenantId', 'time'])
@Index('ix_audit_events_type', ['tenantId', 'type', 'id'])
@Index('ix_audit_events_user', ['tenantId', 'userNameKey', 'id'])
@Index('ix_audit_events_request', ['requestId', 'tenantId', 'id'])
@Index('ix_audit_events_code', ['tenantId', 'code', 'id'], { where: 'code IS NOT NULL' })
@Index('ix_audit_events_refused', ['tenantId', 'id'], { where: `outcome = 'refused'` })
// One of block ranges (BRIN), which only the migration can describe.
@Index('ix_audit_events_arrival', { synchronize: false })
export class AuditEventEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid', primaryKeyConstraintName: 'pk_audit_events' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit_events' })
  id: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_audit_events' })
  time: Date;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text' })
  actor: string;

  /** As it was given; the name of a refused login need not be a user's. */
  @Column({ name: 'user_name', type: 'text', nullable: true })
  userName: string | null;

  @Column({ name: 'user_name_key', type: 'text', collation: 'C', nullable: true })
  userNameKey: string | null;

  @Column({ type: 'text' })
  outcome: AuditOutcome;

  @Column({ type: 'text', nullable: true })
  code: string | null;

  @Column({ type: 'text' })
  ip: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId: string;

  @Column({ type: 'jsonb' })
  details: Record<string, unknown>;

  /** In which order events came into the database, whatever the nodes' clocks said: Postgres draws it as it writes, and nothing here does. */
  @Column({
    type: 'bigint',
    default: () => `nextval('audit_arrivals')`,
    select: false,
    insert: false,
    update: false,
  })
  arrival?: string;
}
