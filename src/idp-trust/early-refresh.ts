import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { TenantsService } from '../tenants/tenants.service';
import { IdpTrustsRepository } from './idp-trusts.repository';
import { RefreshIdpTrust } from './refresh-idp-trust';

/** A person waits. */
const TIMEOUT_MS = 3_000;
const LOOK_EVERY_MS = 250;

interface TenantAtVersion {
  readonly id: string;
  readonly version: string;
}

/** The refresh before its time that a login by an unknown key may cause: docs/decisions/0006-early-refresh.md. */
@Injectable()
export class EarlyRefresh {
  private readonly log = new Logger(EarlyRefresh.name);
  /** By tenant: the logins of one node wait for one refresh together. */
  private readonly underway = new Map<string, Promise<boolean>>();

  constructor(
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustsRepository,
    private readonly refresh: RefreshIdpTrust,
  ) {}

  /** Within three seconds. @returns whether the tenant's trust is another one now */
  async run(tenant: TenantAtVersion, context: RequestContext): Promise<boolean> {
    const known = this.underway.get(tenant.id);
    if (known) return known;
    const begun = this.claimAndRun(tenant, { ...context, actor: 'refresh' }).finally(() => {
      this.underway.delete(tenant.id);
    });
    this.underway.set(tenant.id, begun);
    return begun;
  }

  private async claimAndRun(tenant: TenantAtVersion, context: RequestContext): Promise<boolean> {
    // What was decided on an old version is decided anew before anybody is asked.
    if (!(await this.tenants.isStored(tenant))) return true;
    const claim = await this.trusts.claimEarlyRefresh(tenant.id);
    if (claim === 'underway') return this.isSoonAnother(tenant);
    if (claim === 'spent') return false;
    const trust = await this.trusts.find(tenant.id);
    if (!trust?.metadataUrl) return false;
    try {
      return (await this.refresh.tryOnce(trust, context, TIMEOUT_MS)).kind !== 'unchanged';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.log.warn({ tenantId: tenant.id }, `an early refresh failed: ${error.detail}`);
      return false;
    }
  }

  /** Another node fetches: what it finds shows by the tenant's version. */
  private async isSoonAnother(tenant: TenantAtVersion): Promise<boolean> {
    for (let waited = 0; waited < TIMEOUT_MS; waited += LOOK_EVERY_MS) {
      if (!(await this.tenants.isStored(tenant))) return true;
      await wait(LOOK_EVERY_MS);
    }
    return false;
  }
}
