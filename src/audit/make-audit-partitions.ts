import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isLockTimeout } from '../database/driver-error';
import { type Sweep, Sweeper } from '../database/sweeper';
import { Transactions } from '../database/transactions';
import { Clock } from '../settings/clock';
import { type AuditMonth, monthsFrom } from './audit-months';
import { AuditPartitionsRepository } from './audit-partitions.repository';

const MONTHS_AHEAD = 2;

/** Makes the partitions of this month and the next ones, a transaction each; run by one node at a time. */
@Injectable()
export class MakeAuditPartitions implements Sweep, OnModuleInit {
  readonly name = 'make audit partitions';

  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly repository: AuditPartitionsRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register(this);
  }

  /** @returns how many were made */
  async run(): Promise<number> {
    const months = monthsFrom(this.clock.now(), MONTHS_AHEAD);
    const missing = await this.transactions.run((tx) => this.repository.missing(tx, months));
    let made = 0;
    for (const month of missing) if (await this.make(month)) made += 1;
    return made;
  }

  /** False where somebody reads or writes for longer than logins may wait: the next round finds it missing again, two months ahead. */
  private async make(month: AuditMonth): Promise<boolean> {
    try {
      await this.transactions.run((tx) => this.repository.make(tx, month));
      return true;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      return false;
    }
  }
}
