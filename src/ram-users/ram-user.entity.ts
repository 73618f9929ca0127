import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

export type RamUserStatus = 'active' | 'disabled';

/** What a user may do in the console, once he has signed in. */
export type ConsoleRole = 'none' | 'viewer' | 'admin';

@Entity('ram_users')
@Unique('uq_ram_users_user_name', ['tenantId', 'userNameKey'])
@Check('ck_ram_users_status', `status IN ('active', 'disabled')`)
@Check('ck_ram_users_console_role', `console_role IN ('none', 'viewer', 'admin')`)
@Index('ix_ram_users_matched_by', ['tenantId', 'matchedBy', 'matchedOn'], { where: `status = 'active'` })
@Index('ix_ram_users_never_matched', ['tenantId', 'userNameKey'], {
  where: `status = 'active' AND matched_by IS NULL`,
})
// A trigram index (GIN), which only the migration can describe.
@Index('ix_ram_users_search', { synchronize: false })
export class RamUserEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_ram_users' })
  @ForeignKey('tenants', { name: 'fk_ram_users_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_ram_users' })
  id: string;

  /** As it was given. */
  @Column({ type: 'text' })
  userName: string;

  /** In lower case: what names are compared and sorted by. */
  @Column({ type: 'text', collation: 'C' })
  userNameKey: string;

  @Column({ type: 'text', nullable: true })
  displayName: string | null;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'text', nullable: true })
  mobilePhone: string | null;

  @Column({ type: 'text', nullable: true })
  comments: string | null;

  @Column({ type: 'text' })
  status: RamUserStatus;

  @Column({ type: 'text', default: 'none' })
  consoleRole: ConsoleRole;

  /** When he was last disabled: sessions from before then stay ended when he is active again. */
  @Column({ type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  /** What a list is searched in, folded. */
  @Column({ type: 'text' })
  searchKey: string;

  /** Written by logins alone; it counts neither as a change of the user nor into `revision`. */
  @Column({ type: 'timestamptz', nullable: true })
  lastLoginAt: Date | null;

  /**
   * The last day, in UTC, on which an assertion that held named him: of a login, or of a test. By the day, so that all but the first
   * login of a day leave the indexes as they are.
   */
  @Column({ type: 'date', nullable: true })
  matchedOn: string | null;

  /** By which IdP's: what one said counts for nothing once the tenant trusts another (`matched-by.ts`). */
  @Column({ type: 'bytea', nullable: true })
  matchedBy: Buffer | null;

  @Column({ type: 'integer' })
  revision: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;
}
