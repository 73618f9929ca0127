import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import { deleteSurplusDrafts } from './surplus-drafts.repository';
import { UserDraftEntity } from './user-draft.entity';

const TABLE = 'console_user_drafts';

@Injectable()
export class UserDraftsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the place of what the session gave before; what the tenant has beyond the limit goes. */
  async put(draft: UserDraftEntity): Promise<void> {
    await this.dataSource.manager.upsert(UserDraftEntity, draft, ['tenantId', 'sessionId']);
    await deleteSurplusDrafts(this.dataSource, TABLE, draft.tenantId);
  }

  async find(tenantId: string, sessionId: string, after: Date): Promise<Buffer | null> {
    const draft = await this.dataSource.manager.findOneBy(UserDraftEntity, {
      tenantId,
      sessionId,
      createdAt: MoreThan(after),
    });
    return draft?.csv ?? null;
  }

  async delete(tenantId: string, sessionId: string): Promise<void> {
    await this.dataSource.manager.delete(UserDraftEntity, { tenantId, sessionId });
  }

  /** @returns how many of at most `limit` */
  deleteBefore(before: Date, limit: number): Promise<number> {
    const past = { table: TABLE, by: 'created_at', where: 'created_at <= $1' };
    return deleteOldest(this.dataSource, past, [before], limit);
  }
}
