import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import { tenantNotFound } from './alias';
import { checkSettings } from './check-settings';
import { TenantDomains } from './tenant-domains';
import { SsoTrials } from './sso-trials.service';
import { applySettingsPatch, changedFields, type TenantSettingsPatch } from './tenant-settings';
import { settingsOf, tenantTag } from './tenant-view';
import { TenantsRepository, type TenantWithDomains } from './tenants.repository';

@Injectable()
export class UpdateTenant {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsRepository,
    private readonly domains: TenantDomains,
    private readonly trials: SsoTrials,
    private readonly audit: AuditService,
  ) {}

  /** A patch that changes nothing writes nothing: no new version, no event. One of `ssoEnabled` may end a trial: `endsTrial`. */
  run(
    { id, alias }: TenantRef,
    patch: TenantSettingsPatch,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<TenantWithDomains> {
    return this.transactions.run(async (tx) => {
      const tenant = await this.tenants.lock(tx, id);
      if (!tenant) throw tenantNotFound(alias);
      checkIfMatch(ifMatch, tenantTag(tenant));
      const before = settingsOf(tenant);
      const after = applySettingsPatch(before, patch);
      this.domains.check(patch, after);
      checkSettings(after);
      const changed = changedFields(before, after);
      const isTrialOver = tenant.ssoTrialEndsAt !== null && endsTrial(patch);
      if (isTrialOver) await this.trials.settle(tx, tenant, after.ssoEnabled, context);
      if (changed.length === 0) return isTrialOver ? this.tenants.require(tx, id) : tenant;
      await this.domains.replace(tx, id, before, after);
      await this.tenants.change(tx, id, after, this.clock.now());
      await this.audit.append(tx, {
        tenantId: id,
        type: 'tenant.updated',
        details: { alias, changed },
        context,
      });
      return this.tenants.require(tx, id);
    });
  }
}

/**
 * To say true takes a trial's place. False is what it shows all the while: with other settings beside it, it is only sent back as it
 * was read; alone it can only mean to switch off (docs/decisions/0014-a-patch-during-a-trial.md).
 */
function endsTrial({ ssoEnabled, ...others }: TenantSettingsPatch): boolean {
  if (ssoEnabled !== false) return ssoEnabled !== undefined;
  return Object.values<unknown>(others).every((value) => value === undefined);
}
