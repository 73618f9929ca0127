import { type Flaw, flaw } from './flaw';

/** Named of what was not sealed in one place, however much that is. */
const NAMED = 10;

interface Strays {
  count: number;
  readonly ids: string[];
}

/** Events that ought to have a seal and have none, by the seal that they would stand before; null: after the last. */
export class UnsealedEvents {
  private readonly places = new Map<number | null, Strays>();

  add(id: string, nextSequence: number | null): void {
    const strays = this.places.get(nextSequence) ?? { count: 0, ids: [] };
    strays.count += 1;
    if (strays.ids.length < NAMED) strays.ids.push(id);
    this.places.set(nextSequence, strays);
  }

  /** Where seals are missing, their events are those: that is told already. */
  flaws(others: readonly Flaw[]): Flaw[] {
    const gaps = new Set(
      others.filter(({ kind }) => kind === 'seals_missing').map(({ upToSeal }) => upToSeal),
    );
    return [...this.places]
      .filter(([next]) => next === null || !gaps.has(next))
      .map(([next, { count, ids }]) => {
        if (next === null) return flaw('seals_missing', { found: count, eventIds: ids });
        const place = { afterSeal: next > 1 ? next - 1 : null, upToSeal: next };
        return flaw('events_inserted', { ...place, sealed: 0, found: count, eventIds: ids });
      });
  }
}
