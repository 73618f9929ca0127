import { Injectable } from '@nestjs/common';
import type { TenantRef } from '../http/tenant-ref';
import type { PageRequest } from '../http/list-page';
import { foldUserName, isUserName } from '../principal-names/principal-name';
import { namesOneSlipAway, slipsBetween } from './near-names';
import { type NamedUser, NearUsersRepository } from './near-users.repository';
import { userNotFound } from './ram-user-problems';
import type { ConsoleRole, RamUserEntity, RamUserStatus } from './ram-user.entity';
import { RamUsersRepository } from './ram-users.repository';
import { searchPattern } from './search-key';

const BATCH_USERS = 500;

@Injectable()
export class RamUsersService {
  constructor(
    private readonly users: RamUsersRepository,
    private readonly near: NearUsersRepository,
  ) {}

  /** Throws `user.not_found`. */
  async require({ id }: TenantRef, userName: string): Promise<RamUserEntity> {
    const user = isUserName(userName) ? await this.users.find(id, foldUserName(userName)) : null;
    if (!user) throw userNotFound(userName);
    return user;
  }

  /** Whether a user may sign in; null where there is none of that name. */
  async findStatus({ id }: Pick<TenantRef, 'id'>, userName: string): Promise<RamUserStatus | null> {
    const user = await this.users.find(id, foldUserName(userName));
    return user?.status ?? null;
  }

  /** By id, which a rename leaves; null where there is no such user or he is not active. */
  async findConsoleRole({ id }: Pick<TenantRef, 'id'>, userId: string): Promise<ConsoleRole | null> {
    const user = await this.users.findById(id, userId);
    return user?.status === 'active' ? user.consoleRole : null;
  }

  /** Counted up to `most`. */
  count({ id }: TenantRef, most: number): Promise<number> {
    return this.users.count(id, most);
  }

  /** By name; one more than the page's limit where there are more. */
  list({ id }: TenantRef, query: string | undefined, page: PageRequest): Promise<RamUserEntity[]> {
    return this.users.list(id, query ? searchPattern(query) : undefined, page);
  }

  /** All of them by name, some at a time, as of when each batch is asked for. */
  async *all({ id }: TenantRef): AsyncGenerator<readonly RamUserEntity[]> {
    for (let after: string | undefined = undefined; ;) {
      const found: RamUserEntity[] = await this.users.list(id, undefined, { limit: BATCH_USERS, after });
      const batch = found.slice(0, BATCH_USERS);
      yield batch;
      if (found.length === batch.length) return;
      after = batch.at(-1)?.userNameKey;
    }
  }

  /** Users whose names are much like this one, the nearest first. */
  async findNearest({ id }: Pick<TenantRef, 'id'>, userName: string, limit: number): Promise<NamedUser[]> {
    const key = foldUserName(userName);
    const found = await this.near.findCandidates(id, key, namesOneSlipAway(key));
    const ranked = found.map((user) => ({ user, slips: slipsBetween(key, user.userNameKey) }));
    return ranked
      .sort(
        (one, other) => one.slips - other.slips || (one.user.userNameKey < other.user.userNameKey ? -1 : 1),
      )
      .slice(0, limit)
      .map(({ user }) => user);
  }

  /** By id, of those that are there. */
  async findNames(
    { id }: Pick<TenantRef, 'id'>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<NamedUser, 'userName' | 'displayName'>>> {
    if (ids.length === 0) return new Map();
    const found = await this.near.findNames(id, ids);
    return new Map(found.map(({ id: userId, userName, displayName }) => [userId, { userName, displayName }]));
  }
}
