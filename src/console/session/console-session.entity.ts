import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody at work in the console, for as long as what he entered with stands. */
@Entity('console_sessions')
@Unique('uq_console_sessions_token_hash', ['tokenHash'])
@Index('ix_console_sessions_tenant', ['tenantId'])
@Index('ix_console_sessions_expires_at', ['expiresAt'])
export class ConsoleSessionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_console_sessions' })
  id: string;

  /** Null: of the platform. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey('tenants', { name: 'fk_console_sessions_tenant', onDelete: 'CASCADE' })
  tenantId: string | null;

  /** SHA-256 of the cookie's secret. */
  @Column({ type: 'bytea' })
  tokenHash: Buffer;

  /** What it was opened with, asked again at each request: `admin-token:<fingerprint>`, `api-token:<id>`, `ram-session:<id>`. */
  @Column({ type: 'text' })
  credential: string;

  @Column({ type: 'timestamptz' })
  issuedAt: Date;

  /** At most a minute behind. */
  @Column({ type: 'timestamptz' })
  seenAt: Date;

  @Column({ type: 'timestamptz' })
  expiresAt: Date;

  /** When he last showed that it is he. */
  @Column({ type: 'timestamptz' })
  confirmedAt: Date;

  @Column({ type: 'text' })
  ip: string;

  @Column({ type: 'text', nullable: true })
  userAgent: string | null;
}
