import { Injectable } from '@nestjs/common';
import type { TenantRef } from '../http/tenant-ref';
import { Settings } from '../settings/settings';
import { spIdentity } from '../tenants/sp-identity';
import { SpKeys } from '../sp-keys/sp-keys.service';
import { settingsOf } from '../tenants/tenant-view';
import { TenantsService } from '../tenants/tenants.service';
import { type SetupValues, setupValues } from './setup-values';

@Injectable()
export class SpSetup {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly spKeys: SpKeys,
  ) {}

  /** Throws `tenant.not_found`. */
  async require({ id, alias }: TenantRef): Promise<SetupValues> {
    const tenant = settingsOf(await this.tenants.require(alias));
    const { baseUrl } = this.settings;
    const certificates = await this.spKeys.requirePublished({ id, saml: tenant.saml });
    const signingAlgorithm = await this.spKeys.requireAlgorithm(id, 'signing');
    const apiUrl = `${baseUrl}/api/v1/tenants/${alias}`;
    return setupValues({ ...tenant, alias }, spIdentity(baseUrl, alias), apiUrl, {
      ...certificates,
      signingAlgorithm,
    });
  }
}
