import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditStream } from '../audit/audit-stream.service';
import { type Sweep, Sweeper } from '../database/sweeper';
import { Transactions } from '../database/transactions';
import { Clock } from '../settings/clock';
import { AuditSealsRepository } from './audit-seals.repository';
import { makeSeals } from './make-seals';
import { type SealKey, SealKeys } from './seal-keys.service';

/** Numbers of events that a batch goes through: at most as many events, of some hundred bytes each. */
const BATCH = 1000;

/** The name of its cursor. */
export const SEALING = 'seals';

/** Seals what has happened since the last time, of all trails, in the order of its arrival; a trail without anything new costs nothing. */
@Injectable()
export class SealAuditEvents implements Sweep, OnModuleInit {
  readonly name = 'seal audit events';

  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly stream: AuditStream,
    private readonly seals: AuditSealsRepository,
    private readonly keys: SealKeys,
  ) {}

  onModuleInit(): void {
    this.sweeper.register(this);
  }

  /** @returns how many numbers it went through; 0 where none are settled */
  async run(): Promise<number> {
    const settled = await this.stream.findSettled();
    if (settled === null) return 0;
    const cursor = await this.stream.findCursor(SEALING);
    await this.stream.catchUp(cursor);
    if (cursor >= settled) return 0;
    const key = await this.keys.current();
    return this.transactions.run((tx) => this.sealNext(tx, settled, key));
  }

  private async sealNext(tx: EntityManager, settled: number, key: SealKey): Promise<number> {
    const fromArrival = await this.stream.lockCursor(tx, SEALING);
    const toArrival = Math.min(fromArrival + BATCH, settled);
    if (toArrival <= fromArrival) return 0;
    const events = await this.stream.list(tx, fromArrival, toArrival);
    if (events.length > 0) {
      const heads = await this.seals.listHeads(tx, [...new Set(events.map(({ tenantId }) => tenantId))]);
      const batch = { events, fromArrival, toArrival };
      await this.seals.insert(tx, makeSeals(batch, heads, key, this.clock.now()));
    }
    await this.stream.moveCursor(tx, SEALING, toArrival);
    return toArrival - fromArrival;
  }
}
