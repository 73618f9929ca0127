import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import { foldUserName, isUserName } from '../principal-names/principal-name';
import { updatedDetails } from './ram-user-events';
import { changedFields, patchProfile, profileOf, type RamUserPatch } from './ram-user-profile';
import { userNotFound, writeProblem } from './ram-user-problems';
import { ramUserTag } from './ram-user-tag';
import type { RamUserEntity } from './ram-user.entity';
import { RamUsersRepository } from './ram-users.repository';

export interface RamUserChange {
  readonly userName: string;
  readonly patch: RamUserPatch;
  readonly ifMatch: string | undefined;
}

@Injectable()
export class UpdateRamUser {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly users: RamUsersRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * A patch that changes nothing writes nothing: no new revision, no event.
   * Throws `user.not_found`, `precondition_failed`, `conflict` where the new name is taken.
   */
  async run(tenant: TenantRef, change: RamUserChange, context: RequestContext): Promise<RamUserEntity> {
    if (!isUserName(change.userName)) throw userNotFound(change.userName);
    try {
      return await this.transactions.run((tx) => this.write(tx, tenant, change, context));
    } catch (error) {
      throw writeProblem(error, change.patch.userName ?? change.userName, tenant);
    }
  }

  private async write(
    tx: EntityManager,
    tenant: TenantRef,
    { userName, patch, ifMatch }: RamUserChange,
    context: RequestContext,
  ): Promise<RamUserEntity> {
    const user = await this.users.lock(tx, tenant.id, foldUserName(userName));
    if (!user) throw userNotFound(userName);
    checkIfMatch(ifMatch, ramUserTag(user));
    const before = profileOf(user);
    const after = patchProfile(before, patch);
    if (changedFields(before, after).length === 0) return user;
    await this.users.change(tx, user, after, this.clock.now());
    await this.audit.append(tx, {
      tenantId: tenant.id,
      type: 'user.updated',
      userName: after.userName,
      details: updatedDetails(user.id, before, after),
      context,
    });
    return this.users.require(tx, tenant.id, user.id);
  }
}
