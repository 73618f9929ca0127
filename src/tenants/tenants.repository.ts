import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { PageRequest } from '../http/list-page';
import { TenantDomainEntity } from './tenant-domain.entity';
import type { TenantSettings } from './tenant-settings';
import { TenantEntity } from './tenant.entity';

export type TenantWithDomains = TenantEntity & { readonly domains: TenantDomainEntity[] };

@Injectable()
export class TenantsRepository {
  constructor(private readonly dataSource: DataSource) {}

  findId(alias: string): Promise<Pick<TenantEntity, 'id' | 'alias'> | null> {
    return this.dataSource.manager.findOne(TenantEntity, {
      select: { id: true, alias: true },
      where: { alias },
    });
  }

  async findAlias(id: string): Promise<string | null> {
    const found = await this.dataSource.manager.findOne(TenantEntity, {
      select: { alias: true },
      where: { id },
    });
    return found?.alias ?? null;
  }

  async findAliases(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.dataSource.manager.find(TenantEntity, {
      select: { id: true, alias: true },
      where: { id: In([...ids]) },
    });
    return new Map(found.map(({ id, alias }) => [id, alias]));
  }

  /** A tenant and its domains as of one moment. */
  async find(alias: string): Promise<TenantWithDomains | null> {
    return (await withDomains(this.dataSource.manager)
      .where('tenant.alias = :alias', { alias })
      .getOne()) as TenantWithDomains | null;
  }

  /** Counted up to `most`. */
  async count(most: number): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      'SELECT count(*)::integer AS count FROM (SELECT FROM tenants LIMIT $1) AS counted',
      [most],
    );
    return rows[0]?.count ?? 0;
  }

  findByDomain(domain: string): Promise<Pick<TenantEntity, 'id' | 'alias'> | null> {
    return this.dataSource
      .createQueryBuilder(TenantEntity, 'tenant')
      .select(['tenant.id', 'tenant.alias'])
      .innerJoin(TenantDomainEntity, 'domain', 'domain.tenantId = tenant.id')
      .where('domain.domain = :domain', { domain })
      .getOne();
  }

  /**
   * By alias; one row more than the page's limit where there are more.
   * @param beginning of alias, display name or a domain, without regard to case
   */
  async list(page: PageRequest, beginning: string | undefined): Promise<TenantWithDomains[]> {
    const ids = this.dataSource
      .createQueryBuilder(TenantEntity, 'page')
      .select('page.id')
      .orderBy('page.alias')
      .limit(page.limit + 1);
    if (page.after !== undefined) ids.where('page.alias > :after', { after: page.after });
    if (beginning !== undefined) ids.andWhere(BEGINS, { pattern: startPattern(beginning) });
    const rows = await withDomains(this.dataSource.manager)
      .where(`tenant.id IN (${ids.getQuery()})`)
      .setParameters(ids.getParameters())
      .orderBy('tenant.alias')
      .getMany();
    return rows as TenantWithDomains[];
  }

  /** Locks the tenant against other changes, not against users and sessions that refer to it. */
  lock(tx: EntityManager, id: string): Promise<TenantWithDomains | null> {
    return lockAs(tx, id, 'for_no_key_update');
  }

  /** Locks the tenant with all that refers to it: whoever writes for it has committed, or waits. */
  lockWhole(tx: EntityManager, id: string): Promise<TenantWithDomains | null> {
    return lockAs(tx, id, 'pessimistic_write');
  }

  /** Reads back what the transaction wrote. */
  async require(tx: EntityManager, id: string): Promise<TenantWithDomains> {
    return (await withDomains(tx).where('tenant.id = :id', { id }).getOneOrFail()) as TenantWithDomains;
  }

  /** @returns false where the alias is taken */
  async insert(tx: EntityManager, tenant: TenantEntity): Promise<boolean> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(TenantEntity)
      .values(tenant)
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  /** Writes the settings that are the tenant's own columns, and raises its version. */
  async change(tx: EntityManager, id: string, settings: TenantSettings, now: Date): Promise<void> {
    const { displayName, ssoEnabled, idpInitiatedLogin, sessionTtlSeconds, saml } = settings;
    const columns = { displayName, ssoEnabled, idpInitiatedLogin, sessionTtlSeconds, saml };
    const loginNetworkMasks = [...settings.loginNetworkMasks];
    await tx.update(
      TenantEntity,
      { id },
      { ...columns, loginNetworkMasks, updatedAt: now, version: () => 'version + 1' },
    );
  }

  /** Begins a trial, or with null ends it, and raises the version. */
  async changeTrial(
    tx: EntityManager,
    id: string,
    columns: Pick<TenantEntity, 'ssoTrialEndsAt' | 'updatedAt'>,
  ): Promise<void> {
    await tx.update(TenantEntity, { id }, { ...columns, version: () => 'version + 1' });
  }

  /** Those whose trial ended by `until`, locked; one that somebody else works on is left to him. */
  lockEndedTrials(tx: EntityManager, until: Date, limit: number): Promise<TenantEntity[]> {
    return tx
      .createQueryBuilder(TenantEntity, 'tenant')
      .where('tenant.ssoTrialEndsAt <= :until', { until })
      .orderBy('tenant.ssoTrialEndsAt')
      .limit(limit)
      .setLock('for_no_key_update')
      .setOnLocked('skip_locked')
      .getMany();
  }

  hasVersion(id: string, version: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(TenantEntity, { id, version });
  }

  /** Until the transaction ends the version stays as it is. */
  async lockVersion(tx: EntityManager, id: string, version: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'SELECT 1 FROM tenants WHERE id = $1 AND version = $2::bigint FOR SHARE',
      [id, version],
    );
    return rows.length === 1;
  }

  async bumpVersion(tx: EntityManager, id: string): Promise<void> {
    await tx.update(TenantEntity, { id }, { version: () => 'version + 1' });
  }

  async delete(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(TenantEntity, { id });
  }
}

async function lockAs(
  tx: EntityManager,
  id: string,
  mode: 'for_no_key_update' | 'pessimistic_write',
): Promise<TenantWithDomains | null> {
  const tenant = await tx.findOne(TenantEntity, { where: { id }, lock: { mode } });
  if (!tenant) return null;
  return Object.assign(tenant, { domains: await tx.findBy(TenantDomainEntity, { tenantId: id }) });
}

/** Each by its own index. */
const BEGINS = `page.id IN (
  SELECT id FROM tenants WHERE alias LIKE lower(:pattern)
  UNION SELECT tenant_id FROM tenant_domains WHERE domain LIKE lower(:pattern)
  UNION SELECT id FROM tenants WHERE lower(display_name) LIKE lower(:pattern)
)`;

/** Its own `%`, `_` and `\` stand for themselves. */
function startPattern(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

function withDomains(manager: EntityManager): SelectQueryBuilder<TenantEntity> {
  return manager
    .createQueryBuilder(TenantEntity, 'tenant')
    .leftJoinAndMapMany('tenant.domains', TenantDomainEntity, 'domain', 'domain.tenantId = tenant.id');
}
