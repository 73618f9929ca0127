import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TenantRef } from '../http/tenant-ref';
import type { PageRequest } from '../http/list-page';
import { isAlias, tenantNotFound } from './alias';
import { readDomainName } from './domain-name';
import type { SamlSettings } from './saml-settings';
import { defaultDomainOf, settingsOf } from './tenant-view';
import type { IdpInitiatedLogin } from './tenant.entity';
import { TenantsRepository, type TenantWithDomains } from './tenants.repository';

/** All of a tenant that its logins are checked against, as of one moment. */
export interface LoginTenant extends TenantRef {
  readonly version: string;
  readonly ssoEnabled: boolean;
  /** Until then it is on all the same. */
  readonly ssoTrialEndsAt: Date | null;
  readonly idpInitiatedLogin: IdpInitiatedLogin;
  /** Null: the service's setting. */
  readonly sessionTtlSeconds: number | null;
  readonly loginNetworkMasks: readonly string[];
  readonly saml: SamlSettings;
  /** Default domain, domain alias and auxiliary domain, in lower case. */
  readonly domains: readonly string[];
  readonly defaultDomain: string;
}

@Injectable()
export class TenantsService {
  constructor(private readonly repository: TenantsRepository) {}

  async findRef(alias: string): Promise<TenantRef | null> {
    return isAlias(alias) ? this.repository.findId(alias) : null;
  }

  findAlias(tenantId: string): Promise<string | null> {
    return this.repository.findAlias(tenantId);
  }

  /** Alias by id, of those that are there. */
  findAliases(tenantIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.repository.findAliases([...new Set(tenantIds)]);
  }

  /** Counted up to `most`. */
  count(most: number): Promise<number> {
    return this.repository.count(most);
  }

  async findByDomain(domain: string): Promise<TenantRef | null> {
    const stored = readDomainName(domain);
    return stored === undefined ? null : this.repository.findByDomain(stored);
  }

  async findLoginTenant(alias: string): Promise<LoginTenant | null> {
    const tenant = await this.find(alias);
    if (!tenant) return null;
    const { ssoEnabled, idpInitiatedLogin, sessionTtlSeconds, loginNetworkMasks, saml } = settingsOf(tenant);
    return {
      id: tenant.id,
      alias: tenant.alias,
      version: tenant.version,
      ssoEnabled,
      ssoTrialEndsAt: tenant.ssoTrialEndsAt,
      idpInitiatedLogin,
      sessionTtlSeconds,
      loginNetworkMasks,
      saml,
      domains: tenant.domains.map(({ domain }) => domain),
      defaultDomain: defaultDomainOf(tenant),
    };
  }

  /** Of the names of its users. Throws `tenant.not_found`. */
  async defaultDomain({ alias }: { readonly alias: string }): Promise<string> {
    const tenant = await this.findLoginTenant(alias);
    if (!tenant) throw tenantNotFound(alias);
    return tenant.defaultDomain;
  }

  /** Throws `tenant.not_found`. */
  async require(alias: string): Promise<TenantWithDomains> {
    const tenant = await this.find(alias);
    if (!tenant) throw tenantNotFound(alias);
    return tenant;
  }

  /**
   * By alias; one more than the page's limit where there are more.
   * @param query with which the alias, the display name or a domain begins
   */
  list(page: PageRequest, query?: string): Promise<TenantWithDomains[]> {
    return this.repository.list(page, query === '' ? undefined : query);
  }

  /** For a change of what logins are checked against (the IdP's trust, say); call it in the transaction of that change. */
  bumpVersion(tx: EntityManager, tenantId: string): Promise<void> {
    return this.repository.bumpVersion(tx, tenantId);
  }

  /** Whether a version is still the stored one; while the transaction lasts, it then stays so. */
  isCurrent(tx: EntityManager, tenant: Pick<LoginTenant, 'id' | 'version'>): Promise<boolean> {
    return this.repository.lockVersion(tx, tenant.id, tenant.version);
  }

  /** Whether a version is the stored one right now. */
  isStored({ id, version }: Pick<LoginTenant, 'id' | 'version'>): Promise<boolean> {
    return this.repository.hasVersion(id, version);
  }

  private async find(alias: string): Promise<TenantWithDomains | null> {
    return isAlias(alias) ? this.repository.find(alias) : null;
  }
}
