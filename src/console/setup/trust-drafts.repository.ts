import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { deleteOldest } from '../../database/delete-oldest';
import { deleteSurplusDrafts } from './surplus-drafts.repository';
import { TrustDraftEntity } from './trust-draft.entity';

const TABLE = 'console_trust_drafts';

@Injectable()
export class TrustDraftsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the place of what the session gave before; what the tenant has beyond the limit goes. */
  async put(draft: TrustDraftEntity): Promise<void> {
    await this.dataSource.manager.upsert(TrustDraftEntity, draft, ['tenantId', 'sessionId']);
    await deleteSurplusDrafts(this.dataSource, TABLE, draft.tenantId);
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
    const past = { table: TABLE, by: 'created_at', where: 'created_at <= $1' };
    return deleteOldest(this.dataSource, past, [before], limit);
  }
}
