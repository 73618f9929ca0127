import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type ArrivedEvent,
  AuditArrivalsRepository,
  type TrailPiece,
  type TrailTail,
} from './audit-arrivals.repository';

export type { ArrivedEvent, TrailPiece, TrailTail } from './audit-arrivals.repository';

/** How long those are waited for that write at this moment; a sign-in takes milliseconds. */
const LOOKS = 20;
const PAUSE_MS = 25;

interface Wait {
  readonly arrival: number;
  readonly writers: readonly string[];
}

/** All events of all trails in the order of their arrival, for whoever must have each of them once and leave none out. */
@Injectable()
export class AuditStream {
  private readonly log = new Logger(AuditStream.name);
  private waiting: Wait | undefined;

  constructor(private readonly arrivals: AuditArrivalsRepository) {}

  /**
   * Up to which number everything has come that ever will, however long a transaction takes and whatever the nodes' clocks say:
   * whoever could have drawn one of them has ended since. Null: somebody has not, and has not been the only one since the last look.
   */
  async findSettled(): Promise<number | null> {
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0) await setTimeout(PAUSE_MS);
      const drawn = await this.arrivals.lastDrawn();
      const writers = await this.arrivals.findWriters();
      const settled = this.settledBy(drawn, writers);
      if (settled !== null) return settled;
    }
    return null;
  }

  /** A sequence that was put back (by a restore that left it out) would hide what is written from now on from all who have come further. */
  async catchUp(cursor: number): Promise<void> {
    const drawn = await this.arrivals.lastDrawn();
    if (drawn >= cursor) return;
    this.log.error({ cursor, drawn }, 'the numbers of audit events had been put back');
    await this.arrivals.skipTo(cursor);
  }

  list(tx: EntityManager, after: number, upTo: number): Promise<ArrivedEvent[]> {
    return this.arrivals.list(tx, after, upTo);
  }

  listPiece(tx: EntityManager, piece: TrailPiece, limit: number): Promise<ArrivedEvent[]> {
    return this.arrivals.listPiece(tx, piece, limit);
  }

  findTail(tx: EntityManager, tenantId: string, arrival: number, most: number): Promise<TrailTail> {
    return this.arrivals.findTail(tx, tenantId, arrival, most);
  }

  keepMonths(tx: EntityManager): Promise<void> {
    return this.arrivals.keepMonths(tx);
  }

  /** Up to which number he of that name has come; 0: he has not begun. */
  findCursor(name: string, on?: EntityManager): Promise<number> {
    return this.arrivals.findCursor(name, on);
  }

  lockCursor(tx: EntityManager, name: string): Promise<number> {
    return this.arrivals.lockCursor(tx, name);
  }

  moveCursor(tx: EntityManager, name: string, arrival: number): Promise<void> {
    return this.arrivals.moveCursor(tx, name, arrival);
  }

  private settledBy(drawn: number, writers: readonly string[]): number | null {
    const waited = this.waiting;
    if (writers.length === 0) {
      this.waiting = undefined;
      return drawn;
    }
    if (waited?.writers.some((writer) => writers.includes(writer))) return null;
    this.waiting = { arrival: drawn, writers };
    return waited?.arrival ?? null;
  }
}
