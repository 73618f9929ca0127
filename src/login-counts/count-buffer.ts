import type { CountedValue } from './count-values';

export interface DayCount extends CountedValue {
  readonly tenantId: string;
  /** In UTC, `2026-01-31`. */
  readonly day: string;
  readonly count: number;
  readonly lastAt: Date;
}

/** As it is read of one tenant. */
export type FoundCount = Omit<DayCount, 'tenantId'>;

/** Of all days. */
export type FoundUse = Omit<FoundCount, 'day'>;

/** How often logins of one day came out so. */
export interface DayOutcome {
  /** In UTC, `2026-01-31`. */
  readonly day: string;
  /** `success`, or the code of the refusal. */
  readonly outcome: string;
  readonly count: number;
}

/** Counts that are not stored yet, at most so many different ones: what would be one more is dropped, and told. */
export class CountBuffer {
  private counts = new Map<string, GrowingCount>();
  private dropped = 0;

  constructor(private readonly limit: number) {}

  add(added: DayCount): void {
    const { tenantId, day, kind, value } = added;
    const key = `${tenantId} ${day} ${kind} ${value}`;
    const known = this.counts.get(key);
    if (known) grow(known, added);
    else if (this.counts.size < this.limit) this.counts.set(key, { ...added });
    else this.dropped += added.count;
  }

  /** All that there is, and how many were dropped; then it is empty. */
  take(): { readonly counts: readonly DayCount[]; readonly dropped: number } {
    const taken = { counts: [...this.counts.values()], dropped: this.dropped };
    this.counts = new Map();
    this.dropped = 0;
    return taken;
  }
}

type GrowingCount = { -readonly [Field in keyof DayCount]: DayCount[Field] };

/** In its place, since each login counts in eight. */
function grow(known: GrowingCount, { count, lastAt }: DayCount): void {
  known.count += count;
  if (lastAt > known.lastAt) known.lastAt = lastAt;
}
