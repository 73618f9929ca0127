import { createHmac } from 'node:crypto';
import { isEqual } from '../secrets/tokens';
import type { Seal } from './seal';

/** The events of a month are gone, as far as they had arrived by then. */
export interface Drop {
  /** Its first day. */
  readonly month: string;
  readonly arrival: number;
  readonly keyId: string;
  readonly hash: Buffer;
  readonly droppedAt: Date;
}

export function hashOfDrop({ month, arrival, keyId, droppedAt }: Omit<Drop, 'hash'>, key: Buffer): Buffer {
  const text = JSON.stringify(['ram-sso audit drop', month, arrival, keyId, droppedAt.toISOString()]);
  return createHmac('sha256', key).update(text).digest();
}

/** What was dropped, by those of the records that the service made itself. */
export class Drops {
  private readonly drops: readonly Drop[];

  constructor(drops: readonly Drop[], keys: ReadonlyMap<string, Buffer>) {
    this.drops = drops.filter((drop) => {
      const key = keys.get(drop.keyId);
      return key !== undefined && isEqual(hashOfDrop(drop, key), drop.hash);
    });
  }

  /** Whether the events of a seal are gone. */
  hold({ month, toArrival }: Pick<Seal, 'month' | 'toArrival'>): boolean {
    return this.drops.some((drop) => drop.month === month && drop.arrival >= toArrival);
  }
}
