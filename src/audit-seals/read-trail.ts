import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ArrivedEvent, AuditStream, type TrailPiece } from '../audit/audit-stream.service';
import { AuditSealsRepository } from './audit-seals.repository';
import { linksOf } from './check-chain';
import type { Seal } from './seal';
import { SEALING } from './seal-audit-events';
import { SortedEvents } from './sorted-events';
import { UnsealedEvents } from './unsealed-events';

/** How much is read at a time: seals, and events as far as a seal has no more by itself. */
const SEALS = 200;
const EVENTS = 5000;
/** Events that are read by one statement. */
const ROWS = 2000;

/** A piece of a trail's chain of seals. */
export interface Piece {
  readonly trail: string;
  /** The seal before it. */
  readonly former: Seal | null;
  readonly seals: readonly Seal[];
  readonly isLast: boolean;
  /** Every event that arrived up to this is sealed. */
  readonly sealedTo: number;
}

/** Of a piece: the events of its seals, and those that have none. */
export interface PieceEvents {
  readonly sorted: SortedEvents;
  readonly unsealed: UnsealedEvents;
}

/** Reads a trail and its seals, a piece at a time, and each event by the id that it has, once. */
@Injectable()
export class ReadTrail {
  constructor(
    private readonly stream: AuditStream,
    private readonly seals: AuditSealsRepository,
  ) {}

  /** @param after the seal up to which it was read before; 0: from the beginning */
  async readPiece(tx: EntityManager, trail: string, after: number): Promise<Piece> {
    const sealedTo = await this.stream.findCursor(SEALING, tx);
    const former = after > 0 ? await this.seals.findUpTo(tx, trail, after) : null;
    const found = await this.seals.list(tx, trail, after, SEALS + 1);
    const seals = firstOf(found);
    return { trail, former, seals, isLast: seals.length === found.length, sealedTo };
  }

  /** All events whose ids follow those of the pieces before, and of the others those that these seals hold: they came late. */
  async readEvents(tx: EntityManager, piece: Piece): Promise<PieceEvents> {
    const { trail: tenantId, former, seals, isLast, sealedTo } = piece;
    const events = { sorted: new SortedEvents(linksOf(seals, former)), unsealed: new UnsealedEvents() };
    const [first] = seals;
    const last = seals.at(-1);
    const low = former?.highId ?? null;
    const upToId = isLast ? null : (last?.highId ?? null);
    const next = { tenantId, fromId: null, afterId: low, upToId, fromArrival: null, toArrival: sealedTo };
    for await (const page of this.pagesOf(tx, next)) {
      const others = page.filter((event) => !events.sorted.add(event));
      if (others.length > 0) await this.addUnsealed(tx, tenantId, others, events.unsealed);
    }
    const fromId = leastOf(seals.map(({ firstId }) => firstId));
    if (!first || !last || low === null || fromId === null || fromId > low) return events;
    const { fromArrival } = first;
    const late = { ...next, fromId, afterId: null, upToId: low, fromArrival, toArrival: last.toArrival };
    for await (const page of this.pagesOf(tx, late)) for (const event of page) events.sorted.add(event);
    return events;
  }

  private async addUnsealed(
    tx: EntityManager,
    tenantId: string,
    events: readonly ArrivedEvent[],
    unsealed: UnsealedEvents,
  ): Promise<void> {
    const places = await this.seals.findPlaces(tx, tenantId, events);
    for (const [index, { isSealed, nextSequence }] of places.entries())
      if (!isSealed) unsealed.add(events[index]?.id ?? '', nextSequence);
  }

  private async *pagesOf(
    tx: EntityManager,
    piece: Omit<TrailPiece, 'afterEvent'>,
  ): AsyncGenerator<readonly ArrivedEvent[], void, undefined> {
    let page: readonly ArrivedEvent[] = [];
    do {
      page = await this.stream.listPiece(tx, { ...piece, afterEvent: page.at(-1) ?? null }, ROWS);
      yield page;
    } while (page.length === ROWS);
  }
}

/** As many as are read at a time; one at least. */
function firstOf(found: readonly Seal[]): Seal[] {
  const seals: Seal[] = [];
  let events = 0;
  for (const seal of found.slice(0, SEALS)) {
    events += seal.count;
    if (seals.length > 0 && events > EVENTS) break;
    seals.push(seal);
  }
  return seals;
}

function leastOf(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : ids.reduce((least, id) => (id < least ? id : least));
}
