import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often logins of one day came out so, of all tenants together, those that are gone by now too. */
@Entity('platform_login_counts')
export class PlatformLoginCountEntity {
  /** In UTC, `2026-01-31`. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_platform_login_counts' })
  day: string;

  /** `success`, or the code of the refusal. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_platform_login_counts' })
  outcome: string;

  @Column({ type: 'bigint' })
  count: string;
}
