import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { TenantDomainEntity, type DomainKind } from './tenant-domain.entity';

@Injectable()
export class TenantDomainsRepository {
  /**
   * To be called before any of these domains is claimed or released. In one order, so that two tenants that swap their domains wait
   * for each other instead of being ended by Postgres.
   */
  async lock(tx: EntityManager, domains: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtext('ram-sso domain'), key)
         FROM (SELECT DISTINCT hashtext(domain) AS key FROM unnest($1::text[]) AS domain ORDER BY key) AS ordered`,
      [[...domains]],
    );
  }

  /** @returns the domains that another tenant has, or this one as another kind */
  async claim(tx: EntityManager, claims: readonly TenantDomainEntity[]): Promise<string[]> {
    if (claims.length === 0) return [];
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(TenantDomainEntity)
      .values([...claims])
      .orIgnore()
      .returning('domain')
      .execute();
    const claimed = new Set((inserted.raw as { domain: string }[]).map(({ domain }) => domain));
    return claims.map(({ domain }) => domain).filter((domain) => !claimed.has(domain));
  }

  async release(tx: EntityManager, tenantId: string, kinds: readonly DomainKind[]): Promise<void> {
    if (kinds.length > 0) await tx.delete(TenantDomainEntity, { tenantId, kind: In([...kinds]) });
  }
}
