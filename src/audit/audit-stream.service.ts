import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type ArrivedEvent,
  AuditArrivalsRepository,
  type PendingEvents,
  type TrailPiece,
  type TrailTail,
} from './audit-arrivals.repository';

export type { ArrivedEvent, PendingEvents, TrailPiece, TrailTail } from './audit-arrivals.repository';

/** How long those are waited for that write at this moment; a sign-in takes milliseconds. */
const LOOKS = 20;
const PAUSE_MS = 25;

interface Wait {
  readonly arrival: number;
  readonly writers: readonly string[];
}

/** Of the numbers behind one and up to another, as much as has so many bytes. */
export interface Portion {
  readonly after: number;
  readonly upTo: number;
  readonly bytes: number;
}

export interface ReadPortion {
  /** All whose numbers are not above `reach`. */
  readonly events: readonly ArrivedEvent[];
  readonly reach: number;
}

/** All events of all trails in the order of their arrival, for whoever must have each of them once and leave none out. */
@Injectable()
export class AuditStream {
  private readonly log = new Logger(AuditStream.name);
  private waiting: Wait | undefined;
  private finding: Promise<number | null> | undefined;

  constructor(private readonly arrivals: AuditArrivalsRepository) {}

  /**
   * Up to which number everything has come that ever will, however long a transaction takes and whatever the nodes' clocks say:
   * whoever could have drawn one of them has ended since. Null: somebody has not, and has not been the only one since the last look.
   * Who asks meanwhile hears the same: a look that began earlier must never be held against one that began later.
   */
  findSettled(): Promise<number | null> {
    this.finding ??= this.look().finally(() => {
      this.finding = undefined;
    });
    return this.finding;
  }

  /** A sequence that was put back (by a restore that left it out) would hide what is written from now on from all who have come further. */
  async catchUp(cursor: number): Promise<void> {
    const drawn = await this.arrivals.lastDrawn();
    if (drawn >= cursor) return;
    this.log.error({ cursor, drawn }, 'the numbers of audit events had been put back');
    await this.arrivals.skipTo(cursor);
  }

  /** Whether this number and all before it were given to an event: nobody gets them any more. */
  async isDrawn(tx: EntityManager, number: number): Promise<boolean> {
    return (await this.arrivals.lastDrawn(tx)) >= number;
  }

  /** What is moved to another partition at that moment is there too: it waits for that, before it looks which partitions there are. */
  async list(tx: EntityManager, after: number, upTo: number): Promise<ArrivedEvent[]> {
    await this.arrivals.keepMonths(tx);
    return this.arrivals.list(tx, after, upTo);
  }

  /** As `list`, as many as have so many bytes of text together: of the first number all, whatever they have. */
  async listSome(tx: EntityManager, { after, upTo, bytes }: Portion): Promise<ReadPortion> {
    await this.arrivals.keepMonths(tx);
    const reach = await this.arrivals.findReach(tx, after, upTo, bytes);
    return { events: await this.arrivals.list(tx, after, reach), reach };
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

  /** As `findCursor`, of somebody for whom events are kept until he has come to them, as long as he shows up once a day. */
  showUp(name: string): Promise<number> {
    return this.arrivals.showUp(name);
  }

  /** @returns false where somebody else has moved it meanwhile: it stays */
  advance(name: string, from: number, to: number): Promise<boolean> {
    return this.arrivals.advance(name, from, to);
  }

  /** Up to which number all have come for whom events are kept; null: there are none. */
  findSlowest(): Promise<number | null> {
    return this.arrivals.findSlowest();
  }

  /** @param looked so many numbers after the cursor are looked at for the oldest event */
  findPending(name: string, looked: number): Promise<PendingEvents> {
    return this.arrivals.findPending(name, looked);
  }

  private async look(): Promise<number | null> {
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0) await setTimeout(PAUSE_MS);
      const drawn = await this.arrivals.lastDrawn();
      const writers = await this.arrivals.findWriters();
      const settled = this.settledBy(drawn, writers);
      if (settled !== null) return settled;
    }
    return null;
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
