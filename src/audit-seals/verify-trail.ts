import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditStream, type TrailTail } from '../audit/audit-stream.service';
import { isEqual } from '../secrets/tokens';
import { AuditDropsRepository } from './audit-drops.repository';
import { AuditSealsRepository } from './audit-seals.repository';
import { checkLink, type Link, linksOf } from './check-chain';
import { Drops } from './drop';
import { type Flaw, flaw } from './flaw';
import { type Piece, ReadTrail } from './read-trail';
import type { Seal } from './seal';
import { SealKeys } from './seal-keys.service';

/** Of what is not sealed yet, so many are counted at most. */
export const MOST_COUNTED = 100_000;

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

/**
 * Compares a trail with its seals, a piece at a time: that each seal is as it was made and follows the one before, that its events are
 * those that it was made of, and that no event stands beside them.
 */
@Injectable()
export class VerifyTrail {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stream: AuditStream,
    private readonly trails: ReadTrail,
    private readonly seals: AuditSealsRepository,
    private readonly drops: AuditDropsRepository,
    private readonly keys: SealKeys,
  ) {}

  /** @param after the seal up to which it was verified before; 0: from the beginning */
  async run(trail: string, after: number, noted: NotedHead | null): Promise<Verification> {
    const keys = await this.keys.all();
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await this.stream.keepMonths(tx);
      const piece = await this.trails.readPiece(tx, trail, after);
      const { sorted, unsealed } = await this.trails.readEvents(tx, piece);
      const drops = new Drops(await this.drops.list(tx), keys);
      const links = linksOf(piece.seals, piece.former);
      const flaws = links.flatMap((link) => checkLink(link, keys) ?? sorted.check(link, drops) ?? []);
      const head = piece.seals.at(-1) ?? piece.former;
      const tail = piece.isLast ? await this.stream.findTail(tx, trail, piece.sealedTo, MOST_COUNTED) : null;
      return {
        seals: piece.seals.length,
        events: sorted.count(),
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

  private async checkNoted(
    tx: EntityManager,
    { trail, isLast }: Piece,
    noted: NotedHead | null,
  ): Promise<Flaw[]> {
    if (!noted || !isLast) return [];
    const found = await this.seals.findUpTo(tx, trail, noted.sequence);
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

function lastDropped(links: readonly Link[], drops: Drops): number | null {
  return links.filter(({ seal }) => drops.hold(seal)).at(-1)?.seal.sequence ?? null;
}
