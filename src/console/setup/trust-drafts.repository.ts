import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import { MOST_DRAFTS } from './most-drafts';
import { TrustDraftEntity } from './trust-draft.entity';

@Injectable()
export class TrustDraftsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the place of what the session gave before; what the tenant has beyond the limit goes. */
  async put(draft: TrustDraftEntity): Promise<void> {
    await this.dataSource.manager.upsert(TrustDraftEntity, draft, ['tenantId', 'sessionId']);
    await this.dataSource.query(SURPLUS, [draft.tenantId, MOST_DRAFTS]);
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
  deleteBefore(before: Date, limit: number): Promise<number> {
    const past = { table: 'console_trust_drafts', by: 'created_at', where: 'created_at <= $1' };
    return deleteOldest(this.dataSource, past, [before], limit);
  }
}

const SURPLUS = `
DELETE FROM console_trust_drafts WHERE tenant_id = $1 AND session_id IN
  (SELECT session_id FROM console_trust_drafts WHERE tenant_id = $1
    ORDER BY created_at DESC, session_id DESC OFFSET $2 FOR UPDATE SKIP LOCKED)`;
