import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isLockTimeout } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { type AuditMonth, monthOf } from './audit-months';
import { AuditPartitionsRepository } from './audit-partitions.repository';

export type { AuditMonth } from './audit-months';

/** Something came of the month that whoever drops it does not know of. */
class NotYet extends Error {}

/** The months of audit events that there are, each a partition, for whoever lets them go. */
@Injectable()
export class AuditMonths {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AuditPartitionsRepository,
  ) {}

  /** The database's own clock: that of a node may be wrong by years. */
  readClock(): Promise<Date> {
    return this.transactions.run((tx) => this.repository.readClock(tx));
  }

  /** Never what catches the events of all other times; nor a partition of another name, which somebody else made. */
  async findOldest(): Promise<AuditMonth | null> {
    const names = await this.transactions.run((tx) => this.repository.listNames(tx));
    const months = names.flatMap((name) => monthOf(name) ?? []);
    return months.sort((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null;
  }

  /** Whether it holds events that arrived later than that. */
  holdsLater(month: AuditMonth, arrival: number): Promise<boolean> {
    return this.transactions.run((tx) => this.repository.holdsLater(tx, month, arrival));
  }

  /**
   * Drops it whole, with all that arrived up to that, and records that in the same transaction; the lock that logins wait for comes
   * last. @returns false where that was not to be had at once, or something had come meanwhile: nothing was done
   */
  async drop(
    month: AuditMonth,
    arrival: number,
    record: (tx: EntityManager) => Promise<void>,
  ): Promise<boolean> {
    try {
      await this.transactions.run(async (tx) => {
        await record(tx);
        await this.repository.detach(tx, month);
        if (await this.repository.holdsLater(tx, month, arrival)) throw new NotYet();
        await this.repository.drop(tx, month);
      });
      return true;
    } catch (error) {
      if (isLockTimeout(error) || error instanceof NotYet) return false;
      throw error;
    }
  }
}
