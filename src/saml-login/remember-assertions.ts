import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditedEvent, AuditListener } from '../audit/audit-listeners';
import { FormerAssertionsRepository } from './former-assertions.repository';

/** One assertion opens one session, though its tenant is deleted and made anew meanwhile: SAML 2.0 Profiles 4.1.4.5. */
@Injectable()
export class RememberAssertions implements AuditListener {
  readonly types: ReadonlySet<string> = new Set(['tenant.created', 'tenant.deleted']);

  constructor(private readonly former: FormerAssertionsRepository) {}

  async hear(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void> {
    for (const { tenantId, type, details } of events) {
      const { alias } = details;
      if (tenantId === null || typeof alias !== 'string') continue;
      if (type === 'tenant.deleted') await this.former.keep(tx, tenantId, alias);
      else await this.former.takeOver(tx, tenantId, alias);
    }
  }
}
