import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { UserDraftEntity } from './user-draft.entity';

@Injectable()
export class UserDraftsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the place of what the session gave before. */
  async put(draft: UserDraftEntity): Promise<void> {
    await this.dataSource.manager.upsert(UserDraftEntity, draft, ['tenantId', 'sessionId']);
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
  async deleteBefore(before: Date, limit: number): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM console_user_drafts WHERE (tenant_id, session_id) IN
         (SELECT tenant_id, session_id FROM console_user_drafts WHERE created_at <= $1 ORDER BY created_at LIMIT $2
          FOR UPDATE SKIP LOCKED)`,
      [before, limit],
    );
    return count;
  }
}
