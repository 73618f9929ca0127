import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { IdpTrustEntity } from './idp-trust.entity';

/** A trust without the document that it was read from. */
export type FoundTrust = Omit<IdpTrustEntity, 'metadata'>;

@Injectable()
export class IdpTrustsRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string): Promise<FoundTrust | null> {
    return this.dataSource.manager.findOneBy(IdpTrustEntity, { tenantId });
  }

  async findMetadata(tenantId: string): Promise<Pick<IdpTrustEntity, 'id' | 'metadata'> | null> {
    return this.dataSource.manager.findOne(IdpTrustEntity, {
      select: { tenantId: true, id: true, metadata: true },
      where: { tenantId },
    });
  }

  /** Whose next end is no later than `until`, by tenant. */
  listEnding(until: Date, after: string | undefined, limit: number): Promise<FoundTrust[]> {
    return this.dataSource.manager.find(IdpTrustEntity, {
      where: {
        nextEndAt: LessThanOrEqual(until),
        ...(after === undefined ? {} : { tenantId: MoreThan(after) }),
      },
      order: { tenantId: 'ASC' },
      take: limit,
    });
  }

  lock(tx: EntityManager, tenantId: string): Promise<FoundTrust | null> {
    return tx.findOne(IdpTrustEntity, { where: { tenantId }, lock: { mode: 'for_no_key_update' } });
  }

  /** In place of the one that there was. Fails on `fk_idp_trusts_tenant` where the tenant is gone. */
  async put(tx: EntityManager, trust: IdpTrustEntity): Promise<void> {
    await tx.upsert(IdpTrustEntity, trust, ['tenantId']);
  }

  async delete(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.delete(IdpTrustEntity, { tenantId });
  }
}
