import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { foldUserName } from '../principal-names/principal-name';
import type { RamUserProfile } from './ram-user-profile';
import { RamUserEntity } from './ram-user.entity';
import { searchKey } from './search-key';

/** Many users of one tenant by one statement each. Always in the order of their names: two that write the same do not wait for each other. */
@Injectable()
export class RamUserBatchesRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(tenantId: string, keys: readonly string[]): Promise<RamUserEntity[]> {
    return byKeys(this.dataSource.manager, tenantId, keys).getMany();
  }

  /**
   * Locks them against other changes and against logins; their tenant first, as where it is deleted: who makes users besides needs it too,
   * and would wait for it while the deletion waits for them.
   */
  async lock(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<RamUserEntity[]> {
    await tx.query('SELECT 1 FROM tenants WHERE id = $1 FOR KEY SHARE', [tenantId]);
    return byKeys(tx, tenantId, keys).setLock('for_no_key_update').getMany();
  }

  /** Fails on `uq_ram_users_user_name` where a name is taken, on `fk_ram_users_tenant` where the tenant is gone. */
  async insert(
    tx: EntityManager,
    tenantId: string,
    users: readonly { readonly id: string; readonly profile: RamUserProfile }[],
    now: Date,
  ): Promise<void> {
    if (users.length === 0) return;
    const fixed = {
      tenantId,
      disabledAt: null,
      lastLoginAt: null,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    };
    const rows = users.map(({ id, profile }) => ({
      ...fixed,
      ...profile,
      id,
      userNameKey: foldUserName(profile.userName),
      searchKey: searchKey(profile),
    }));
    rows.sort((a, b) => (a.userNameKey < b.userNameKey ? -1 : 1));
    await tx.createQueryBuilder().insert().into(RamUserEntity).values(rows).updateEntity(false).execute();
  }

  /** All but their names. */
  async change(
    tx: EntityManager,
    tenantId: string,
    users: readonly { readonly id: string; readonly profile: RamUserProfile }[],
    now: Date,
  ): Promise<void> {
    if (users.length === 0) return;
    const column = (read: (profile: RamUserProfile) => string | null) =>
      users.map(({ profile }) => read(profile));
    await tx.query(CHANGE, [
      tenantId,
      now,
      users.map(({ id }) => id),
      column(({ displayName }) => displayName),
      column(({ email }) => email),
      column(({ mobilePhone }) => mobilePhone),
      column(({ comments }) => comments),
      column(({ status }) => status),
      column(({ consoleRole }) => consoleRole),
      column(searchKey),
    ]);
  }
}

/** When he was disabled: later than every session that was opened before he was locked, as where one user is changed. */
const CHANGE = `
  UPDATE ram_users SET
    display_name = wanted.display_name, email = wanted.email, mobile_phone = wanted.mobile_phone, comments = wanted.comments,
    status = wanted.status, console_role = wanted.console_role, search_key = wanted.search_key,
    disabled_at = CASE WHEN wanted.status = 'disabled' AND ram_users.status = 'active' THEN clock_timestamp() ELSE disabled_at END,
    revision = revision + 1, updated_at = $2
  FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    AS wanted (id, display_name, email, mobile_phone, comments, status, console_role, search_key)
  WHERE ram_users.tenant_id = $1 AND ram_users.id = wanted.id`;

function byKeys(
  manager: EntityManager,
  tenantId: string,
  keys: readonly string[],
): SelectQueryBuilder<RamUserEntity> {
  return manager
    .createQueryBuilder(RamUserEntity, 'ram_user')
    .where('ram_user.tenantId = :tenantId AND ram_user.userNameKey = ANY(:keys)', { tenantId, keys })
    .orderBy('ram_user.userNameKey');
}
