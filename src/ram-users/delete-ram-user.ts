import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { checkIfMatch } from '../http/entity-tag';
import type { RequestContext } from '../http/request';
import { foldUserName, isUserName } from '../principal-names/principal-name';
import { userNotFound } from './ram-user-problems';
import { ramUserTag } from './ram-user-tag';
import { RamUsersRepository } from './ram-users.repository';

@Injectable()
export class DeleteRamUser {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: RamUsersRepository,
    private readonly audit: AuditService,
  ) {}

  /** His sessions go with him. Throws `user.not_found`, `precondition_failed`. */
  async run(
    tenant: TenantRef,
    userName: string,
    ifMatch: string | undefined,
    context: RequestContext,
  ): Promise<void> {
    if (!isUserName(userName)) throw userNotFound(userName);
    await this.transactions.run(async (tx) => {
      const user = await this.users.lock(tx, tenant.id, foldUserName(userName));
      if (!user) throw userNotFound(userName);
      checkIfMatch(ifMatch, ramUserTag(user));
      await this.users.delete(tx, tenant.id, user.id);
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'user.deleted',
        userName: user.userName,
        details: { id: user.id },
        context,
      });
    });
  }
}
