import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import type { PageRequest } from '../http/list-page';
import { SetupLinkEntity } from './setup-link.entity';

/** Instants are the caller's: a link ends by the clock that it was made by. */
@Injectable()
export class SetupLinksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Fails on `fk_setup_links_tenant` where the tenant is gone. */
  async insert(tx: EntityManager, link: SetupLinkEntity): Promise<void> {
    await tx.insert(SetupLinkEntity, link);
  }

  /** Newest first; one row more than the page's limit where there are more. */
  list(tenantId: string, { after, limit }: PageRequest): Promise<SetupLinkEntity[]> {
    return this.dataSource.manager.find(SetupLinkEntity, {
      where: { tenantId, ...(after === undefined ? {} : { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  }

  /** One that was neither taken nor revoked, and has not expired. */
  findUnused(tenantId: string, secretHash: Buffer, now: Date): Promise<SetupLinkEntity | null> {
    return this.dataSource.manager.findOneBy(SetupLinkEntity, { tenantId, secretHash, ...unused(now) });
  }

  /** The same, taken: of two at a time one gets it. */
  async take(
    tx: EntityManager,
    tenantId: string,
    secretHash: Buffer,
    now: Date,
  ): Promise<SetupLinkEntity | null> {
    const { affected } = await tx.update(
      SetupLinkEntity,
      { tenantId, secretHash, ...unused(now) },
      { openedAt: now },
    );
    return affected === 1 ? tx.findOneBy(SetupLinkEntity, { tenantId, secretHash }) : null;
  }

  /** One that was taken, and is neither revoked nor expired. */
  findOpened(tenantId: string, id: string, now: Date): Promise<SetupLinkEntity | null> {
    return this.dataSource.manager.findOneBy(SetupLinkEntity, {
      tenantId,
      id,
      openedAt: LessThan(new Date(now.getTime() + 1)),
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
  }

  /** @returns whether there was one to revoke */
  async revoke(tx: EntityManager, tenantId: string, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx.update(
      SetupLinkEntity,
      { tenantId, id, revokedAt: IsNull() },
      { revokedAt: now },
    );
    return affected === 1;
  }

  /** @returns how many of at most `limit` */
  deleteExpired(before: Date, limit: number): Promise<number> {
    const past = { table: 'setup_links', by: 'expires_at', where: 'expires_at < $1' };
    return deleteOldest(this.dataSource, past, [before], limit);
  }
}

function unused(now: Date) {
  return { openedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(now) };
}
