import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { foldUserName } from '../principal-names/principal-name';
import type { RamUserProfile } from './ram-user-profile';
import { RamUserEntity } from './ram-user.entity';
import { searchKey } from './search-key';

@Injectable()
export class RamUsersRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string, userNameKey: string): Promise<RamUserEntity | null> {
    return this.dataSource.manager.findOneBy(RamUserEntity, { tenantId, userNameKey });
  }

  findById(tenantId: string, id: string): Promise<RamUserEntity | null> {
    return this.dataSource.manager.findOneBy(RamUserEntity, { tenantId, id });
  }

  /** Locks the user against other changes and against logins. */
  lock(tx: EntityManager, tenantId: string, userNameKey: string): Promise<RamUserEntity | null> {
    return tx.findOne(RamUserEntity, {
      where: { tenantId, userNameKey },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Reads back what the transaction wrote. */
  require(tx: EntityManager, tenantId: string, id: string): Promise<RamUserEntity> {
    return tx.findOneByOrFail(RamUserEntity, { tenantId, id });
  }

  /**
   * By name: a cursor survives users that are made while the caller pages. One row more than the page's limit where there are more.
   * @param pattern of LIKE, over search keys
   */
  list(tenantId: string, pattern: string | undefined, page: PageRequest): Promise<RamUserEntity[]> {
    const query = this.dataSource
      .createQueryBuilder(RamUserEntity, 'ram_user')
      .where('ram_user.tenantId = :tenantId', { tenantId })
      .orderBy('ram_user.userNameKey')
      .limit(page.limit + 1);
    if (page.after !== undefined) query.andWhere('ram_user.userNameKey > :after', { after: page.after });
    if (pattern !== undefined) query.andWhere('ram_user.searchKey LIKE :pattern', { pattern });
    return query.getMany();
  }

  /** Counted up to `most`. */
  async count(tenantId: string, most: number): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      'SELECT count(*)::integer AS count FROM (SELECT FROM ram_users WHERE tenant_id = $1 LIMIT $2) AS counted',
      [tenantId, most],
    );
    return rows[0]?.count ?? 0;
  }

  /** Fails on `uq_ram_users_user_name` where the name is taken, on `fk_ram_users_tenant` where the tenant is gone. */
  async insert(
    tx: EntityManager,
    tenantId: string,
    id: string,
    profile: RamUserProfile,
    now: Date,
  ): Promise<void> {
    await tx.insert(RamUserEntity, {
      tenantId,
      id,
      ...columns(profile),
      disabledAt: null,
      lastLoginAt: null,
      matchedOn: null,
      matchedBy: null,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Fails on `uq_ram_users_user_name` where the new name is taken. */
  async change(tx: EntityManager, user: RamUserEntity, profile: RamUserProfile, now: Date): Promise<void> {
    const { tenantId, id, revision } = user;
    const changed = columns(profile);
    const isDisabling = profile.status === 'disabled' && user.status === 'active';
    await tx.update(
      RamUserEntity,
      { tenantId, id },
      {
        ...changed,
        // What the IdP called him says nothing of his new name.
        ...(changed.userNameKey === user.userNameKey ? {} : { matchedOn: null, matchedBy: null }),
        // Later than every session that was opened before the user was locked; `now()`, the transaction's start, may be earlier.
        ...(isDisabling ? { disabledAt: () => 'clock_timestamp()' } : {}),
        revision: revision + 1,
        updatedAt: now,
      },
    );
  }

  async delete(tx: EntityManager, tenantId: string, id: string): Promise<void> {
    await tx.delete(RamUserEntity, { tenantId, id });
  }
}

function columns(profile: RamUserProfile) {
  return { ...profile, userNameKey: foldUserName(profile.userName), searchKey: searchKey(profile) };
}
