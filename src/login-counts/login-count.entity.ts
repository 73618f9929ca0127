import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** How often something was so, of a tenant's logins of one day. */
@Entity('login_counts')
@Index('ix_login_counts_day', ['day'])
export class LoginCountEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_login_counts' })
  @ForeignKey('tenants', { name: 'fk_login_counts_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  /** In UTC, `2026-01-31`. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_login_counts' })
  day: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_login_counts' })
  kind: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_login_counts' })
  value: string;

  @Column({ type: 'integer' })
  count: number;

  @Column({ type: 'timestamptz' })
  lastAt: Date;
}
