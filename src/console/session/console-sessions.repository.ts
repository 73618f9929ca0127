import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
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
  deleteExpired(before: Date, limit: number): Promise<number> {
    const past = { table: 'console_sessions', by: 'expires_at', where: 'expires_at <= $1' };
    return deleteOldest(this.dataSource, past, [before], limit);
  }
}
