import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { checkSettings } from './check-settings';
import { TenantDomains } from './tenant-domains';
import {
  applySettingsPatch,
  DEFAULT_TENANT_SETTINGS,
  type TenantSettings,
  type TenantSettingsPatch,
} from './tenant-settings';
import type { TenantEntity } from './tenant.entity';
import { TenantsRepository, type TenantWithDomains } from './tenants.repository';
import { say } from '../sentences/sentence';

@Injectable()
export class CreateTenant {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsRepository,
    private readonly domains: TenantDomains,
    private readonly audit: AuditService,
  ) {}

  /** Throws `conflict` where the alias or a domain is taken. */
  run(alias: string, wanted: TenantSettingsPatch, context: RequestContext): Promise<TenantWithDomains> {
    const settings = applySettingsPatch(DEFAULT_TENANT_SETTINGS, wanted);
    this.domains.check(wanted, settings);
    checkSettings(settings);
    const tenant = newTenant(alias, settings, this.clock.now());
    return this.transactions.run(async (tx) => {
      if (!(await this.tenants.insert(tx, tenant))) throw aliasTaken(alias);
      await this.domains.claimDefault(tx, tenant.id, alias);
      await this.domains.replace(tx, tenant.id, DEFAULT_TENANT_SETTINGS, settings);
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'tenant.created',
        details: { alias },
        context,
      });
      return this.tenants.require(tx, tenant.id);
    });
  }
}

function newTenant(alias: string, settings: TenantSettings, now: Date): TenantEntity {
  return {
    id: newId(),
    alias,
    displayName: settings.displayName,
    ssoEnabled: settings.ssoEnabled,
    ssoTrialEndsAt: null,
    idpInitiatedLogin: settings.idpInitiatedLogin,
    sessionTtlSeconds: settings.sessionTtlSeconds,
    loginNetworkMasks: [...settings.loginNetworkMasks],
    saml: settings.saml,
    version: '1',
    createdAt: now,
    updatedAt: now,
  };
}

function aliasTaken(alias: string): Problem {
  return new Problem('conflict', say`There is a tenant with the alias ${alias} already: choose another.`, {
    errors: [{ field: 'alias', message: say`${alias} is taken` }],
  });
}
