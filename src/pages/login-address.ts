import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
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
    const folded = entered.toLowerCase();
    const at = folded.lastIndexOf('@');
    const tenant =
      at === -1 ? await this.tenants.findRef(folded) : await this.tenants.findByDomain(folded.slice(at + 1));
    if (!tenant) return undefined;
    const login = new URL(spIdentity(this.settings.baseUrl, tenant.alias).loginUrl);
    if (relayState !== undefined) login.searchParams.set('RelayState', relayState);
    return login.href;
  }
}
