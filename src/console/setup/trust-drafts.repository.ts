import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { TrustDraftEntity } from './trust-draft.entity';

@Injectable()
export class TrustDraftsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the place of what the session gave before. */
  async put(draft: TrustDraftEntity): Promise<void> {
    await this.dataSource.manager.upsert(TrustDraftEntity, draft, ['tenantId', 'sessionId']);
  }

  find(tenantId: string, sessionId: string, after: Date): Promise<TrustDraftEntity | null> {
    return this.dataSource.manager.findOneBy(TrustDraftEntity, {
      tenantId,
      sessionId,
      createdAt: MoreThan(after),
    });
  }

  async delete(tenantId: string, sessionId: string): Promise<void> {
    await this.dataSource.manager.delete(TrustDraftEntity, { tenantId, sessionId });
  }

  /** @returns how many of at most `limit` */
  async deleteBefore(before: Date, limit: number): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM console_trust_drafts WHERE (tenant_id, session_id) IN
         (SELECT tenant_id, session_id FROM console_trust_drafts WHERE created_at <= $1 ORDER BY created_at LIMIT $2
          FOR UPDATE SKIP LOCKED)`,
      [before, limit],
    );
    return count;
  }
}
