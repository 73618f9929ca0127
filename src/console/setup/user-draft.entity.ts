import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A list of users that somebody gave, between its preview and its import: one a session. */
@Entity('console_user_drafts')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], {
  name: 'fk_console_user_drafts_tenant',
  onDelete: 'CASCADE',
})
@Index('ix_console_user_drafts_created_at', ['createdAt'])
export class UserDraftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_console_user_drafts' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_console_user_drafts' })
  sessionId: string;

  @Column('bytea')
  csv: Buffer;

  @Column('timestamptz')
  createdAt: Date;
}
