import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A name of this tenant's domains that its IdP vouched for, in a response that passed every check, and that no RAM user has. */
@Entity('unmatched_people')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_unmatched_people_tenant', onDelete: 'CASCADE' })
@Unique('uq_unmatched_people_user_name', ['tenantId', 'userNameKey'])
@Index('ix_unmatched_people_last_seen', ['tenantId', 'lastSeenAt'])
@Index('ix_unmatched_people_last_seen_at', ['lastSeenAt'])
export class UnmatchedPersonEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unmatched_people' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_unmatched_people' })
  id: string;

  @Column('text')
  userName: string;

  @Column({ type: 'text', collation: 'C' })
  userNameKey: string;

  /** As it stood in the NameID, or in the attribute that the tenant names. */
  @Column('text')
  nameId: string;

  @Column('timestamptz')
  firstSeenAt: Date;

  @Column('timestamptz')
  lastSeenAt: Date;

  @Column('integer')
  count: number;

  /** Ids of the users with the nearest names, the nearest first, as of the last attempt. */
  @Column({ type: 'uuid', array: true })
  nearest: string[];
}
