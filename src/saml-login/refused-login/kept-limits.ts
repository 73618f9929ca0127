import type { ResponseKind } from './refused-login.entity';

export interface KeptLimit {
  /** Of one tenant. */
  readonly count: number;
  readonly bytes: number;
  /** Octets of one. */
  readonly each: number;
  /** Of one network at one tenant. */
  readonly ofNetwork: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** What is kept of one tenant at most, the newest of it. Strangers can write the last two: they get little room, and each of them a part of it. */
export const KEPT_LIMITS: Readonly<Record<ResponseKind, KeptLimit>> = {
  vouched: { count: 1000, bytes: 64 * MIB, each: 512 * KIB, ofNetwork: 500 },
  shaped: { count: 200, bytes: 4 * MIB, each: 64 * KIB, ofNetwork: 20 },
  rubbish: { count: 20, bytes: 256 * KIB, each: 16 * KIB, ofNetwork: 5 },
};
