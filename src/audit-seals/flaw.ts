export const FLAW_KINDS = [
  'events_changed',
  'events_removed',
  'events_inserted',
  'seals_missing',
  'seal_changed',
  'chain_broken',
  'key_unknown',
  'head_differs',
] as const;

export type FlawKind = (typeof FLAW_KINDS)[number];

/** Something of a trail that is not as it was sealed, and where. */
export interface Flaw {
  readonly kind: FlawKind;
  /** Between which seals: after this one (null: at the beginning), and */
  readonly afterSeal: number | null;
  /** up to this one; null: at the end. */
  readonly upToSeal: number | null;
  /** When those two were made. */
  readonly from: Date | null;
  readonly to: Date | null;
  /** How many events were sealed, and how many there are; null where it is not about events. */
  readonly sealed: number | null;
  readonly found: number | null;
  /** Some of the events that were not sealed. */
  readonly eventIds: readonly string[];
}

export function flaw(kind: FlawKind, facts: Partial<Omit<Flaw, 'kind'>>): Flaw {
  const nothing = { afterSeal: null, upToSeal: null, from: null, to: null, sealed: null, found: null };
  return { kind, ...nothing, eventIds: [], ...facts };
}
