import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { isUuid } from '../secrets/ids';
import { Clock } from '../settings/clock';
import { SetupLinksRepository } from './setup-links.repository';
import { say } from '../sentences/sentence';

@Injectable()
export class RevokeSetupLink {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly links: SetupLinksRepository,
    private readonly audit: AuditService,
  ) {}

  /** From the moment it is answered whatever the link opened is closed, on every node. Throws `not_found`. */
  async run(tenant: TenantRef, id: string, context: RequestContext): Promise<void> {
    if (!isUuid(id)) throw notFound();
    await this.transactions.run(async (tx) => {
      if (!(await this.links.revoke(tx, tenant.id, id, this.clock.now()))) throw notFound();
      const details = { id };
      await this.audit.append(tx, { tenantId: tenant.id, type: 'setup_link.revoked', details, context });
    });
  }
}

function notFound(): Problem {
  return new Problem(
    'not_found',
    say`There is no set-up link with that id: it may have been revoked already.`,
  );
}
