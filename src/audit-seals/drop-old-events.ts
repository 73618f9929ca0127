import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditMonth, AuditMonths } from '../audit/audit-months.service';
import { AuditService } from '../audit/audit.service';
import { AuditStream } from '../audit/audit-stream.service';
import { Sweeper } from '../database/sweeper';
import { ownContext } from '../http/request';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { AuditDropsRepository } from './audit-drops.repository';
import { hashOfDrop } from './drop';
import { SEALING } from './seal-audit-events';
import { SealKeys } from './seal-keys.service';

/**
 * Drops months of audit events that are older than `AUDIT_RETENTION_MONTHS`, each as a whole and the oldest first, once all that is in
 * it is sealed, and exported where somebody exports. Its seals stay. Where logins would have to wait, another time will do.
 */
@Injectable()
export class DropOldEvents implements OnModuleInit {
  private readonly log = new Logger(DropOldEvents.name);

  constructor(
    private readonly sweeper: Sweeper,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly months: AuditMonths,
    private readonly stream: AuditStream,
    private readonly audit: AuditService,
    private readonly drops: AuditDropsRepository,
    private readonly keys: SealKeys,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'drop old audit events', run: () => this.dropOldest() });
  }

  /** @returns 1 where a month was dropped */
  async dropOldest(): Promise<number> {
    const { auditRetentionMonths } = this.settings;
    if (auditRetentionMonths === 0) return 0;
    const now = await this.readNow();
    const oldest = await this.months.findOldest();
    if (!oldest || oldest.from >= firstKept(now, auditRetentionMonths)) return 0;
    const arrival = await this.stream.findCursor(SEALING);
    const exported = (await this.stream.findSlowest()) ?? arrival;
    if (await this.months.holdsLater(oldest, Math.min(arrival, exported))) return 0;
    return (await this.drop(oldest, arrival, now)) ? 1 : 0;
  }

  /** The earlier of two clocks: what is dropped for a wrong one never comes back. */
  private async readNow(): Promise<Date> {
    const clocks = [this.clock.now(), await this.months.readClock()];
    return new Date(Math.min(...clocks.map(Number)));
  }

  private async drop(oldest: AuditMonth, arrival: number, droppedAt: Date): Promise<boolean> {
    const month = dayOf(oldest.from);
    const { id: keyId, key } = await this.keys.current();
    const drop = { month, arrival, keyId, droppedAt };
    const isDropped = await this.months.drop(oldest, arrival, async (tx: EntityManager) => {
      await this.drops.insert(tx, { ...drop, hash: hashOfDrop(drop, key) });
      const details = { month: month.slice(0, 7) };
      const context = ownContext('retention');
      await this.audit.append(tx, { tenantId: null, type: 'audit.dropped', details, context });
    });
    if (isDropped) this.log.log({ partition: oldest.partition }, 'a month of audit events was dropped');
    return isDropped;
  }
}

/** So many whole months are kept beside the one that it is. */
function firstKept(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
