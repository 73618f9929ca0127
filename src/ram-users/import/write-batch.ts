import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type NewAuditEvent } from '../../audit/audit.service';
import { isForeignKeyViolation, isUniqueViolation } from '../../database/driver-error';
import { Transactions } from '../../database/transactions';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { newId } from '../../secrets/ids';
import { Clock } from '../../settings/clock';
import { tenantNotFound } from '../../tenants/alias';
import { RamUserBatchesRepository } from '../ram-user-batches.repository';
import { createdDetails, updatedDetails } from '../ram-user-events';
import type { RamUserEntity } from '../ram-user.entity';
import { type ImportedUser, refusedUser } from './imported-user';
import { type BatchPlan, type GivenUser, planBatch, type PlanOptions } from './plan-batch';
import { say } from '../../sentences/sentence';

/** How often lines are tried whose users somebody else makes at the same moment. */
const TRIES = 3;

@Injectable()
export class WriteBatch {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly users: RamUserBatchesRepository,
    private readonly audit: AuditService,
  ) {}

  /** The answers that `write` would give now; nothing is written. */
  async preview(
    tenant: TenantRef,
    given: readonly GivenUser[],
    options: PlanOptions,
  ): Promise<readonly ImportedUser[]> {
    return plan(given, await this.users.find(tenant.id, keysOf(given)), options).answers;
  }

  /** Writes the users and their events, all of them or none. */
  async write(
    tenant: TenantRef,
    given: readonly GivenUser[],
    { context, ...options }: PlanOptions & { readonly context: RequestContext },
  ): Promise<readonly ImportedUser[]> {
    for (let tries = TRIES; ; tries -= 1) {
      try {
        return await this.transactions.run((tx) => this.store(tx, tenant, given, { context, ...options }));
      } catch (error) {
        const isRace = isUniqueViolation(error, 'uq_ram_users_user_name');
        if (isRace && tries > 1) continue;
        const problem = isRace ? raced() : tenantGone(error, tenant);
        if (!problem) throw error;
        return given.map(({ line, given: wanted }) => refusedUser(line, wanted, problem));
      }
    }
  }

  private async store(
    tx: EntityManager,
    { id: tenantId }: TenantRef,
    given: readonly GivenUser[],
    { context, ...options }: PlanOptions & { readonly context: RequestContext },
  ): Promise<readonly ImportedUser[]> {
    const found = await this.users.lock(tx, tenantId, keysOf(given));
    const { created, changed, answers } = plan(given, found, options);
    const now = this.clock.now();
    const made = created.map((profile) => ({ id: newId(), profile }));
    await this.users.insert(tx, tenantId, made, now);
    const changes = changed.map(({ user, after }) => ({ id: user.id, profile: after }));
    await this.users.change(tx, tenantId, changes, now);
    const events: NewAuditEvent[] = [
      ...made.map(({ id, profile }) => {
        const details = createdDetails(id, profile);
        return { tenantId, type: 'user.created' as const, userName: profile.userName, details, context };
      }),
      ...changed.map(({ user, before, after }) => {
        const details = updatedDetails(user.id, before, after);
        return { tenantId, type: 'user.updated' as const, userName: after.userName, details, context };
      }),
    ];
    await this.audit.appendAll(tx, events);
    return answers;
  }
}

function keysOf(given: readonly GivenUser[]): string[] {
  return given.map(({ key }) => key);
}

function plan(given: readonly GivenUser[], found: readonly RamUserEntity[], options: PlanOptions): BatchPlan {
  return planBatch(given, new Map(found.map((user) => [user.userNameKey, user])), options);
}

function raced(): Problem {
  return new Problem(
    'conflict',
    say`Somebody else makes users of these names right now: import the line again.`,
  );
}

function tenantGone(error: unknown, { alias }: TenantRef): Problem | null {
  return isForeignKeyViolation(error, 'fk_ram_users_tenant') ? tenantNotFound(alias) : null;
}
