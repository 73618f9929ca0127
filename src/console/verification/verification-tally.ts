import type { Flaw } from '../../audit-seals/flaw';
import type { Seal } from '../../audit-seals/seal';
import type { Verification } from '../../audit-seals/verify-trail';

const MOST_SHOWN = 100;

/** A seal by its number, and when it was made, where that is known. */
export interface SealPlace {
  readonly sequence: number;
  readonly at: Date | null;
}

/** What came of the pieces of a trail up to now. */
export class VerificationTally {
  seals = 0;
  events = 0;
  droppedUpTo: number | null = null;
  flawCount = 0;
  /** The first of them. */
  readonly flaws: Flaw[] = [];
  head: Seal | null = null;
  next: number | null = null;
  tail: Verification['tail'] = null;
  private flawedAfter: SealPlace | null = null;

  add({ seals, events, droppedUpTo, flaws, head, next, tail }: Verification): void {
    this.seals += seals;
    this.events += events;
    this.droppedUpTo = droppedUpTo ?? this.droppedUpTo;
    this.flawCount += flaws.length;
    this.flaws.push(...flaws.slice(0, MOST_SHOWN - this.flaws.length));
    this.flawedAfter = flaws.filter(isAmongSeals).map(beginningOf).reduce(earlier, this.flawedAfter);
    this.head = head;
    this.next = next;
    this.tail = tail;
  }

  /** The last seal up to which nothing is wrong; null: there is none. */
  get intactUpTo(): SealPlace | null {
    if (this.flawedAfter) return this.flawedAfter.sequence === 0 ? null : this.flawedAfter;
    return this.head && { sequence: this.head.sequence, at: this.head.sealedAt };
  }
}

/** What is wrong at the end, behind all seals, says nothing of them, nor does a head that is not there. */
function isAmongSeals({ kind, afterSeal, upToSeal }: Flaw): boolean {
  return kind !== 'head_differs' && (afterSeal !== null || upToSeal !== null);
}

function beginningOf({ afterSeal, from }: Flaw): SealPlace {
  return { sequence: afterSeal ?? 0, at: from };
}

function earlier(one: SealPlace | null, other: SealPlace): SealPlace {
  return one && one.sequence <= other.sequence ? one : other;
}
