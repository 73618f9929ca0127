import { entityTag } from '../http/entity-tag';
import { spIdentity } from './sp-identity';
import { DEFAULT_SAML_SETTINGS } from './saml-settings';
import type { DomainKind } from './tenant-domain.entity';
import type { TenantEntity } from './tenant.entity';
import type { TenantDto } from './tenant.dto';
import type { TenantSettings } from './tenant-settings';
import type { TenantWithDomains } from './tenants.repository';

export function tenantTag(tenant: Pick<TenantEntity, 'id' | 'version'>): string {
  return entityTag(tenant.id, tenant.version);
}

export function settingsOf(tenant: TenantWithDomains): TenantSettings {
  return {
    displayName: tenant.displayName,
    ssoEnabled: tenant.ssoEnabled,
    domainAlias: domainOf(tenant, 'alias'),
    auxiliaryDomain: domainOf(tenant, 'auxiliary'),
    idpInitiatedLogin: tenant.idpInitiatedLogin,
    sessionTtlSeconds: tenant.sessionTtlSeconds,
    loginNetworkMasks: tenant.loginNetworkMasks,
    // A setting that is younger than the row has its default.
    saml: { ...DEFAULT_SAML_SETTINGS, ...tenant.saml },
  };
}

export function defaultDomainOf(tenant: TenantWithDomains): string {
  const domain = domainOf(tenant, 'default');
  if (domain === null) throw new Error(`tenant ${tenant.alias} has no default domain`);
  return domain;
}

export function toTenantDto(tenant: TenantWithDomains, baseUrl: string): TenantDto {
  return {
    id: tenant.id,
    alias: tenant.alias,
    ...settingsOf(tenant),
    defaultDomain: defaultDomainOf(tenant),
    ssoTrialEndsAt: tenant.ssoTrialEndsAt?.toISOString() ?? null,
    sp: spIdentity(baseUrl, tenant.alias),
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
  };
}

function domainOf(tenant: TenantWithDomains, wanted: DomainKind): string | null {
  return tenant.domains.find(({ kind }) => kind === wanted)?.domain ?? null;
}
