import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type ArrivedEvent,
  AuditStream,
  type TrailPiece,
  type TrailTail,
} from '../audit/audit-stream.service';
import { isEqual } from '../secrets/tokens';
import { AuditDropsRepository } from './audit-drops.repository';
import { AuditSealsRepository } from './audit-seals.repository';
import { checkLink, type Link, linksOf } from './check-chain';
import { Drops } from './drop';
import { type Flaw, flaw } from './flaw';
import type { Seal } from './seal';
import { SealKeys } from './seal-keys.service';
import { SEALING } from './seal-audit-events';
import { SortedEvents } from './sorted-events';
import { UnsealedEvents } from './unsealed-events';

/** How much is verified at a time: seals, and events as far as a seal has no more by itself. */
const SEALS = 200;
const EVENTS = 5000;
/** Events that are read by one statement. */
const ROWS = 2000;
/** Of what is not sealed yet, so many are counted. */
const TAIL = 100_000;

/** The end of a chain, as somebody noted it elsewhere. */
export interface NotedHead {
  readonly sequence: number;
  readonly hash: Buffer;
}

/** What came of a piece of a trail. */
export interface Verification {
  readonly seals: number;
  readonly events: number;
  /** The events up to this seal were dropped by retention; null: none of this piece were. */
  readonly droppedUpTo: number | null;
  readonly flaws: readonly Flaw[];
  /** Go on after this seal; null: that was the end. */
  readonly next: number | null;
  /** The last seal so far. */
  readonly head: Seal | null;
  /** What is not sealed yet; null before the end. */
  readonly tail: TrailTail | null;
}

interface Piece {
  readonly trail: string;
  readonly former: Seal | null;
  readonly seals: readonly Seal[];
  readonly isLast: boolean;
  /** Every event that arrived up to this is sealed. */
  readonly sealedTo: number;
}

/**
 * Compares a trail with its seals, a piece at a time: that each seal is as it was made and follows the one before, that its events are
 * those that it was made of, and that no event stands beside them. Each event is read by the id that it has, once.
 */
@Injectable()
export class VerifyTrail {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stream: AuditStream,
    private readonly repository: AuditSealsRepository,
    private readonly drops: AuditDropsRepository,
    private readonly keys: SealKeys,
  ) {}

  /** @param after the seal up to which it was verified before; 0: from the beginning */
  async run(trail: string, after: number, noted: NotedHead | null): Promise<Verification> {
    const keys = await this.keys.all();
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await this.stream.keepMonths(tx);
      const piece = await this.readPiece(tx, trail, after);
      const drops = new Drops(await this.drops.list(tx), keys);
      const links = linksOf(piece.seals, piece.former);
      const events = new SortedEvents(links);
      const unsealed = new UnsealedEvents();
      await this.sortEvents(tx, piece, events, unsealed);
      const flaws = links.flatMap((link) => checkLink(link, keys) ?? events.check(link, drops) ?? []);
      const head = piece.seals.at(-1) ?? piece.former;
      const tail = piece.isLast ? await this.stream.findTail(tx, trail, piece.sealedTo, TAIL) : null;
      return {
        seals: piece.seals.length,
        events: events.count(),
        droppedUpTo: lastDropped(links, drops),
        flaws: [
          ...flaws,
          ...unsealed.flaws(flaws),
          ...undrawn(tail, head),
          ...(await this.checkNoted(tx, piece, noted)),
        ],
        next: piece.isLast ? null : (head?.sequence ?? null),
        head,
        tail,
      };
    });
  }

  private async readPiece(tx: EntityManager, trail: string, after: number): Promise<Piece> {
    const sealedTo = await this.stream.findCursor(SEALING, tx);
    const former = after > 0 ? await this.repository.findUpTo(tx, trail, after) : null;
    const found = await this.repository.list(tx, trail, after, SEALS + 1);
    const seals = firstOf(found);
    return { trail, former, seals, isLast: seals.length === found.length, sealedTo };
  }

  /** All events whose ids follow those of the pieces before, and of the others those that these seals hold: they came late. */
  private async sortEvents(
    tx: EntityManager,
    { trail: tenantId, former, seals, isLast, sealedTo }: Piece,
    events: SortedEvents,
    unsealed: UnsealedEvents,
  ): Promise<void> {
    const [first] = seals;
    const last = seals.at(-1);
    const low = former?.highId ?? null;
    const upToId = isLast ? null : (last?.highId ?? null);
    const piece = { tenantId, fromId: null, afterId: low, upToId, fromArrival: null, toArrival: sealedTo };
    await this.eachPage(tx, piece, async (page) => {
      const others = page.filter((event) => !events.add(event));
      if (others.length === 0) return;
      const places = await this.repository.findPlaces(tx, tenantId, others);
      for (const [index, { isSealed, nextSequence }] of places.entries())
        if (!isSealed) unsealed.add(others[index]?.id ?? '', nextSequence);
    });
    const fromId = leastOf(seals.map(({ firstId }) => firstId));
    if (!first || !last || low === null || fromId === null || fromId > low) return;
    const { fromArrival } = first;
    const late = { ...piece, fromId, afterId: null, upToId: low, fromArrival, toArrival: last.toArrival };
    await this.eachPage(tx, late, (page) => {
      for (const event of page) events.add(event);
    });
  }

  private async eachPage(
    tx: EntityManager,
    piece: Omit<TrailPiece, 'afterEvent'>,
    visit: (page: readonly ArrivedEvent[]) => Promise<void> | void,
  ): Promise<void> {
    let page: readonly ArrivedEvent[] = [];
    do {
      page = await this.stream.listPiece(tx, { ...piece, afterEvent: page.at(-1) ?? null }, ROWS);
      await visit(page);
    } while (page.length === ROWS);
  }

  private async checkNoted(
    tx: EntityManager,
    { trail, isLast }: Piece,
    noted: NotedHead | null,
  ): Promise<Flaw[]> {
    if (!noted || !isLast) return [];
    const found = await this.repository.findUpTo(tx, trail, noted.sequence);
    if (found?.sequence === noted.sequence && isEqual(found.hash, noted.hash)) return [];
    return [flaw('head_differs', { upToSeal: noted.sequence })];
  }
}

/** Under a number that is still to be drawn an event would have no seal for as long as its maker likes. */
function undrawn(tail: TrailTail | null, head: Seal | null): Flaw[] {
  if (!tail || tail.undrawn === 0) return [];
  const { undrawn: found, undrawnIds: eventIds } = tail;
  return [flaw('events_inserted', { afterSeal: head?.sequence ?? null, sealed: 0, found, eventIds })];
}

/** As many as are verified at a time; one at least. */
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

function lastDropped(links: readonly Link[], drops: Drops): number | null {
  return links.filter(({ seal }) => drops.hold(seal)).at(-1)?.seal.sequence ?? null;
}
