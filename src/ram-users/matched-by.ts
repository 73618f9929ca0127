import { createHash } from 'node:crypto';

const LENGTH = 8;

/** An IdP as a user's row remembers it: short and of one length, whatever its entityID. */
export function matchedByOf(entityId: string): Buffer {
  return createHash('sha256').update(entityId).digest().subarray(0, LENGTH);
}

/** Of no IdP at all. */
export const MATCHED_BY_NONE = Buffer.alloc(0);
