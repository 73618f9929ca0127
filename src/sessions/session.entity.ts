import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Who is signed in. Written by the statement that decides a login. */
@Entity('sessions')
@Unique('uq_sessions_token_hash', ['tenantId', 'tokenHash'])
@ForeignKey('ram_users', ['tenantId', 'userId'], ['tenantId', 'id'], {
  name: 'fk_sessions_user',
  onDelete: 'CASCADE',
})
@Index('ix_sessions_user', ['tenantId', 'userId'])
// On the folded NameID, and without the SessionIndex: an IdP may end many by the one, and few have the same of the other.
@Index('ix_sessions_name_id', { synchronize: false })
@Index('ix_sessions_expires_at', ['expiresAt'])
export class SessionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_sessions' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_sessions' })
  id: string;

  @Column({ type: 'uuid' })
  userId: string;

  /** SHA-256 of the cookie's secret: a stolen dump signs nobody in. */
  @Column({ type: 'bytea' })
  tokenHash: Buffer;

  /** As the assertion had it, so that a logout at the IdP can name it again. */
  @Column({ type: 'text' })
  nameId: string;

  @Column({ type: 'text', nullable: true })
  nameIdFormat: string | null;

  @Column({ type: 'text', nullable: true })
  nameQualifier: string | null;

  @Column({ type: 'text', nullable: true })
  spNameQualifier: string | null;

  @Column({ type: 'text', nullable: true })
  sessionIndex: string | null;

  @Column({ type: 'timestamptz' })
  issuedAt: Date;

  @Column({ type: 'timestamptz' })
  expiresAt: Date;

  @Column({ type: 'timestamptz' })
  authnInstant: Date;

  @Column({ type: 'text' })
  ip: string;

  @Column({ type: 'text', nullable: true })
  userAgent: string | null;
}
