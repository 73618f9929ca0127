import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import { ownContext, type RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { tenantNotFound } from './alias';
import { isTrialRunning, TRIAL_SECONDS } from './sso-trial';
import type { TenantEntity } from './tenant.entity';
import { TenantsRepository } from './tenants.repository';
import { say } from '../sentences/sentence';

/** A login that began in time may still be under way, and confirms the trial; that it has ended holds without this. */
const GRACE_MS = 60_000;

type Reason = 'not_confirmed' | 'ended_early' | 'switched_off';

/**
 * Single sign-on for ten minutes: `ssoEnabled` stays false meanwhile, so that all goes back by itself. The first login through SSO
 * makes it true (`saml-login`).
 */
@Injectable()
export class SsoTrials {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsRepository,
    private readonly audit: AuditService,
  ) {}

  /** @returns when it ends. Throws `conflict` where SSO is on already, for good or for a trial; `tenant.not_found`. */
  start({ id, alias }: TenantRef, context: RequestContext): Promise<Date> {
    return this.transactions.run(async (tx) => {
      const tenant = await this.tenants.lock(tx, id);
      if (!tenant) throw tenantNotFound(alias);
      const now = this.clock.now();
      checkOff(tenant, now);
      // One that ended, and whose end nobody has noted yet.
      if (tenant.ssoTrialEndsAt) await this.tell(tx, tenant, 'not_confirmed', ownContext('watch'));
      const ssoTrialEndsAt = new Date(now.getTime() + TRIAL_SECONDS * 1000);
      await this.tenants.changeTrial(tx, id, { ssoTrialEndsAt, updatedAt: now });
      const details = { endsAt: ssoTrialEndsAt.toISOString() };
      await this.audit.append(tx, { tenantId: id, type: 'sso.trial_started', details, context });
      return ssoTrialEndsAt;
    });
  }

  /** Goes back before the time. Sessions that were opened meanwhile stay. Throws `not_found` where none is running. */
  end({ id, alias }: TenantRef, context: RequestContext): Promise<void> {
    return this.transactions.run(async (tx) => {
      const tenant = await this.tenants.lock(tx, id);
      if (!tenant) throw tenantNotFound(alias);
      if (!isTrialRunning(tenant, this.clock.now())) throw noTrial(alias);
      await this.revert(tx, tenant, 'ended_early', context);
    });
  }

  /** What an administrator says of `ssoEnabled` takes the place of a trial; in the transaction that locked the tenant. */
  async settle(
    tx: EntityManager,
    tenant: TenantEntity,
    isEnabled: boolean,
    context: RequestContext,
  ): Promise<void> {
    const isRunning = isTrialRunning(tenant, this.clock.now());
    if (!isRunning || !isEnabled) {
      await this.revert(tx, tenant, isRunning ? 'switched_off' : 'not_confirmed', context);
      return;
    }
    await this.tenants.changeTrial(tx, tenant.id, { ssoTrialEndsAt: null, updatedAt: this.clock.now() });
    const details = { by: 'administrator' };
    await this.audit.append(tx, { tenantId: tenant.id, type: 'sso.confirmed', details, context });
  }

  /** Notes the end of trials that nobody confirmed. @returns how many of at most `limit` */
  revertEnded(limit: number): Promise<number> {
    return this.transactions.run(async (tx) => {
      const until = new Date(this.clock.now().getTime() - GRACE_MS);
      const ended = await this.tenants.lockEndedTrials(tx, until, limit);
      for (const tenant of ended) await this.revert(tx, tenant, 'not_confirmed', ownContext('watch'));
      return ended.length;
    });
  }

  private async revert(
    tx: EntityManager,
    tenant: TenantEntity,
    reason: Reason,
    context: RequestContext,
  ): Promise<void> {
    await this.tenants.changeTrial(tx, tenant.id, { ssoTrialEndsAt: null, updatedAt: this.clock.now() });
    await this.tell(tx, tenant, reason, context);
  }

  private tell(
    tx: EntityManager,
    { id, ssoTrialEndsAt }: TenantEntity,
    reason: Reason,
    context: RequestContext,
  ): Promise<void> {
    const details = { reason, endedAt: ssoTrialEndsAt?.toISOString() ?? null };
    return this.audit.append(tx, { tenantId: id, type: 'sso.reverted', details, context });
  }
}

function checkOff(tenant: TenantEntity, now: Date): void {
  if (tenant.ssoEnabled) {
    throw new Problem(
      'conflict',
      say`Single sign-on is switched on already, for good: there is nothing to try. To try it out, set ssoEnabled to false first.`,
    );
  }
  if (!isTrialRunning(tenant, now)) return;
  const end = tenant.ssoTrialEndsAt?.toISOString() ?? '';
  throw new Problem(
    'conflict',
    say`A trial is running until ${end}: a login through SSO confirms it. To begin another, end this one first.`,
  );
}

export function noTrial(alias: string): Problem {
  return new Problem(
    'not_found',
    say`No trial of single sign-on is running for ${alias}: it was confirmed, has ended, or was not begun.`,
  );
}
