import type { ArrivedEvent } from '../audit/audit-stream.service';
import { isEqual } from '../secrets/tokens';
import { type Link, placeOf } from './check-chain';
import type { Drops } from './drop';
import { type Flaw, flaw } from './flaw';
import { hashOfEvent, hashOfEvents, type Seal } from './seal';

interface Held {
  readonly id: string;
  readonly arrival: number;
  readonly hash: Buffer;
}

/** The events of a piece of a trail, each with the seal that it belongs to. Of each its hash alone is kept. */
export class SortedEvents {
  private readonly held = new Map<number, Held[]>();

  constructor(private readonly links: readonly Link[]) {}

  /** @returns false where it belongs to none of these seals */
  add(event: ArrivedEvent): boolean {
    const link = this.links.find(({ seal }) => holds(seal, event));
    if (!link) return false;
    const { id, arrival } = event;
    const held = this.held.get(link.seal.sequence) ?? [];
    held.push({ id, arrival, hash: hashOfEvent(event) });
    this.held.set(link.seal.sequence, held);
    return true;
  }

  count(): number {
    return [...this.held.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Whether the events of a seal are those that it was made of, none where they were dropped; null: they are. */
  check(link: Link, drops: Drops): Flaw | null {
    const { eventsHash } = link.seal;
    const count = drops.hold(link.seal) ? 0 : link.seal.count;
    const held = this.held.get(link.seal.sequence) ?? [];
    if (count === 0 && held.length === 0) return null;
    const facts = { ...placeOf(link), sealed: count, found: held.length };
    if (held.length < count) return flaw('events_removed', facts);
    if (held.length > count) return flaw('events_inserted', facts);
    held.sort((a, b) => a.arrival - b.arrival || (a.id < b.id ? -1 : 1));
    const isIntact = isEqual(hashOfEvents(held.map(({ hash }) => hash)), eventsHash);
    return isIntact ? null : flaw('events_changed', facts);
  }
}

function holds(seal: Seal, { id, arrival, month }: ArrivedEvent): boolean {
  return (
    arrival > seal.fromArrival &&
    arrival <= seal.toArrival &&
    month === seal.month &&
    id >= seal.firstId &&
    id <= seal.lastId
  );
}
