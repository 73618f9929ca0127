import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditedEvent, AuditListener } from '../../audit/audit-listeners';
import { RefusedLoginsRepository } from './refused-logins.repository';

/** A tenant that wants none kept any more loses those there are, in the change that says so. */
@Injectable()
export class ForgetUnwantedLogins implements AuditListener {
  readonly types: ReadonlySet<string> = new Set(['tenant.updated']);

  constructor(private readonly refused: RefusedLoginsRepository) {}

  async hear(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void> {
    for (const { tenantId } of events) if (tenantId !== null) await this.refused.deleteUnwanted(tx, tenantId);
  }
}
