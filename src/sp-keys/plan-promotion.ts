import type { PublicSpKey } from './sp-keys.repository';

/** What becomes of the keys of one use when one of them becomes the current one. */
export interface Promotion {
  readonly changes: readonly Pick<PublicSpKey, 'id' | 'status'>[];
  /** The current one until now. */
  readonly former: PublicSpKey | undefined;
  readonly deleted: readonly PublicSpKey[];
}

/**
 * The former current key becomes the previous one, in place of the one that there was. Where the previous one is taken back, the former
 * current key becomes the next again, which the IdP can still be told; where there is another next, the two change places.
 */
export function planPromotion(key: PublicSpKey, ofUse: readonly PublicSpKey[]): Promotion {
  const others = ofUse.filter(({ id }) => id !== key.id);
  const hasNext = others.some(({ status }) => status === 'next');
  const status = key.status === 'next' || hasNext ? 'previous' : 'next';
  const former = others.find((other) => other.status === 'current');
  return {
    changes: [{ id: key.id, status: 'current' }, ...(former ? [{ id: former.id, status } as const] : [])],
    former,
    deleted: former ? others.filter((other) => other.status === status) : [],
  };
}
