import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What holds a batch of a trail's events together, and that batch to the one before it. */
@Entity('audit_seals')
@Index('ix_audit_seals_arrival', ['tenantId', 'toArrival'])
@Index('ix_audit_seals_high_month', ['highMonth', 'tenantId', 'sequence'])
export class AuditSealEntity {
  /** Of the trail: the platform's has the nil UUID. */
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid', primaryKeyConstraintName: 'pk_audit_seals' })
  tenantId: string;

  /** From 1, without a gap. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_audit_seals' })
  sequence: string;

  /** The first day of the calendar month that all its events lie in. */
  @Column({ type: 'date' })
  month: string;

  /** The latest month of this seal and all before it. */
  @Column({ name: 'high_month', type: 'date' })
  highMonth: string;

  @Column({ name: 'former_high_month', type: 'date', nullable: true })
  formerHighMonth: string | null;

  /** Exclusive. */
  @Column({ name: 'from_arrival', type: 'bigint' })
  fromArrival: string;

  /** Inclusive; of the trail's events of that month that arrived in between there is none that it does not hold. */
  @Column({ name: 'to_arrival', type: 'bigint' })
  toArrival: string;

  /** The least of its events' ids, and the greatest. */
  @Column({ name: 'first_id', type: 'uuid' })
  firstId: string;

  @Column({ name: 'last_id', type: 'uuid' })
  lastId: string;

  /** The greatest id of this seal and all before it. */
  @Column({ name: 'high_id', type: 'uuid' })
  highId: string;

  @Column({ type: 'integer' })
  count: number;

  @Column({ name: 'events_hash', type: 'bytea' })
  eventsHash: Buffer;

  @Column({ name: 'former_hash', type: 'bytea', nullable: true })
  formerHash: Buffer | null;

  /** Of all the above, under a key that the database does not show. */
  @Column({ type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'key_id', type: 'uuid' })
  keyId: string;

  @Column({ name: 'sealed_at', type: 'timestamptz' })
  sealedAt: Date;
}
