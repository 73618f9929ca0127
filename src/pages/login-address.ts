import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import { foldAscii, readPrincipalName, writePrincipalName } from '../principal-names/principal-name';
import { Settings } from '../settings/settings';
import { spIdentity } from '../tenants/sp-identity';
import { TenantsService } from '../tenants/tenants.service';

/** From what a person enters to the login of their tenant. */
@Injectable()
export class LoginAddress {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
  ) {}

  /** @param entered a UPN or a tenant's alias. Throws `tenant.not_found`. */
  async require(entered: string, relayState?: string): Promise<string> {
    const address = await this.find(entered, relayState);
    if (address !== undefined) return address;
    throw new Problem(
      'tenant.not_found',
      'No tenant has this alias, and none the domain of this logon name: enter <userName>@<domain> or an alias.',
    );
  }

  async find(entered: string, relayState?: string): Promise<string | undefined> {
    const tenant = await this.findTenant(entered);
    if (!tenant) return undefined;
    const login = new URL(spIdentity(this.settings.baseUrl, tenant.alias).loginUrl);
    const hint = hintOf(entered);
    if (hint !== undefined) login.searchParams.set('loginHint', hint);
    if (relayState !== undefined) login.searchParams.set('RelayState', relayState);
    return login.href;
  }

  private async findTenant(entered: string): Promise<TenantRef | null> {
    if (!entered.includes('@')) return this.tenants.findRef(foldAscii(entered));
    const { domain } = readPrincipalName(entered);
    return domain === undefined ? null : this.tenants.findByDomain(domain);
  }
}

/** The logon name, for the IdP's sign-in page; nothing of what can be no user's. */
function hintOf(entered: string): string | undefined {
  const { userName, domain } = readPrincipalName(entered);
  return userName === undefined || domain === undefined ? undefined : writePrincipalName(userName, domain);
}
