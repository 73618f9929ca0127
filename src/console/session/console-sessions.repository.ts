import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ConsoleSessionEntity } from './console-session.entity';

export type FoundConsoleSession = Omit<ConsoleSessionEntity, 'tokenHash' | 'userAgent'>;

@Injectable()
export class ConsoleSessionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: EntityManager, session: ConsoleSessionEntity): Promise<void> {
    await tx.insert(ConsoleSessionEntity, session);
  }

  find(tokenHash: Buffer): Promise<FoundConsoleSession | null> {
    return this.dataSource.manager.findOneBy(ConsoleSessionEntity, { tokenHash });
  }

  async noteSeen(id: string, seenAt: Date): Promise<void> {
    await this.dataSource.manager.update(ConsoleSessionEntity, { id }, { seenAt });
  }

  async noteConfirmed(id: string, credential: string, confirmedAt: Date): Promise<void> {
    await this.dataSource.manager.update(ConsoleSessionEntity, { id }, { credential, confirmedAt });
  }

  /** False where it was gone. */
  async delete(tx: EntityManager, id: string): Promise<boolean> {
    const { affected } = await tx.delete(ConsoleSessionEntity, { id });
    return affected === 1;
  }

  /** At most `limit` of those that ended before. */
  async deleteExpired(before: Date, limit: number): Promise<number> {
    const rows: { swept: number }[] = await this.dataSource.query(
      `WITH expired AS (
         SELECT id FROM console_sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), swept AS (
         DELETE FROM console_sessions USING expired WHERE console_sessions.id = expired.id RETURNING 1
       )
       SELECT count(*)::integer AS swept FROM swept`,
      [before, limit],
    );
    return rows[0]?.swept ?? 0;
  }
}
