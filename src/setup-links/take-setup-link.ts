import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { hashSecret } from '../secrets/tokens';
import { Clock } from '../settings/clock';
import type { SetupLinkEntity } from './setup-link.entity';
import { setupActor } from './setup-links.service';
import { SetupLinksRepository } from './setup-links.repository';
import { say } from '../sentences/sentence';

/** Takes a link, once: from then on it is the browser's that took it. */
@Injectable()
export class TakeSetupLink {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly links: SetupLinksRepository,
    private readonly audit: AuditService,
  ) {}

  /** Whether it could be taken: looking uses nothing up. Throws `not_found`. */
  async require(tenant: TenantRef, secret: string): Promise<SetupLinkEntity> {
    const link = await this.links.findUnused(tenant.id, hashSecret(secret), this.clock.now());
    if (!link) throw usedUp();
    return link;
  }

  /** Throws `not_found` where it is unknown, was taken or revoked, or has expired. */
  run(tenant: TenantRef, secret: string, context: RequestContext): Promise<SetupLinkEntity> {
    return this.transactions.run(async (tx) => {
      const link = await this.links.take(tx, tenant.id, hashSecret(secret), this.clock.now());
      if (!link) throw usedUp();
      await this.audit.append(tx, {
        tenantId: tenant.id,
        type: 'setup_link.opened',
        details: { id: link.id, userAgent: context.userAgent },
        context: { ...context, actor: setupActor(link.id) },
      });
      return link;
    });
  }
}

function usedUp(): Problem {
  return new Problem(
    'not_found',
    say`This link is unknown, was opened before, was revoked, or has expired. Ask whoever sent it for a new one.`,
  );
}
