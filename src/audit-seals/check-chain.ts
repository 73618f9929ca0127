import { isEqual } from '../secrets/tokens';
import { type Flaw, flaw } from './flaw';
import { hashOfSeal, type Seal } from './seal';

/** A seal and the one before it, as far as there is one. */
export interface Link {
  readonly seal: Seal;
  readonly former: Seal | null;
}

export function linksOf(seals: readonly Seal[], former: Seal | null): Link[] {
  return seals.map((seal, index) => ({ seal, former: seals[index - 1] ?? former }));
}

/** Between which seals. */
export function placeOf({ seal, former }: Link) {
  return {
    afterSeal: former?.sequence ?? null,
    upToSeal: seal.sequence,
    from: former?.sealedAt ?? null,
    to: seal.sealedAt,
  };
}

/** Whether a seal is as it was made, and follows the one that it was made to follow; null: it is and does. */
export function checkLink(link: Link, keys: ReadonlyMap<string, Buffer>): Flaw | null {
  const { seal, former } = link;
  const key = keys.get(seal.keyId);
  if (!key) return flaw('key_unknown', placeOf(link));
  if (!isEqual(hashOfSeal(seal, key), seal.hash)) return flaw('seal_changed', placeOf(link));
  if (seal.sequence !== (former?.sequence ?? 0) + 1) return flaw('seals_missing', placeOf(link));
  return follows(seal, former) ? null : flaw('chain_broken', placeOf(link));
}

function follows(seal: Seal, former: Seal | null): boolean {
  if (!former || !seal.formerHash) return former === null && seal.formerHash === null;
  return isEqual(former.hash, seal.formerHash);
}
