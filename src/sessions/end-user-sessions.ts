import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import type { TenantRef } from '../http/tenant-ref';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { SessionsRepository } from './sessions.repository';
import { say } from '../sentences/sentence';

@Injectable()
export class EndUserSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Signs a user out everywhere, on every node with its next request. Throws `user.not_found`. */
  async run(tenant: TenantRef, userName: string, context: RequestContext): Promise<void> {
    await this.transactions.run(async (tx) => {
      const user = await this.sessions.lockUser(tx, tenant.id, userName);
      if (!user)
        throw new Problem(
          'user.not_found',
          say`There is no user with that name in the tenant ${tenant.alias}.`,
        );
      const ended = await this.sessions.deleteOfUser(tx, tenant.id, user.id);
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'sessions.ended',
        userName: user.userName,
        details: { ended },
        context,
      });
    });
  }
}
