import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { createdDetails } from './ram-user-events';
import { type NewRamUser, newProfile } from './ram-user-profile';
import { writeProblem } from './ram-user-problems';
import type { RamUserEntity } from './ram-user.entity';
import { RamUsersRepository } from './ram-users.repository';

@Injectable()
export class CreateRamUser {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly users: RamUsersRepository,
    private readonly audit: AuditService,
  ) {}

  /** Throws `conflict` where the name is taken. */
  async run(tenant: TenantRef, wanted: NewRamUser, context: RequestContext): Promise<RamUserEntity> {
    const profile = newProfile(wanted);
    const id = newId();
    try {
      return await this.transactions.run(async (tx) => {
        await this.users.insert(tx, tenant.id, id, profile, this.clock.now());
        await this.audit.append(tx, {
          tenantId: tenant.id,
          type: 'user.created',
          userName: profile.userName,
          details: createdDetails(id, profile),
          context,
        });
        return this.users.require(tx, tenant.id, id);
      });
    } catch (error) {
      throw writeProblem(error, profile.userName, tenant);
    }
  }
}
