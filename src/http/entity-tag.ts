import { createHash } from 'node:crypto';
import { Problem } from './problem';
import { say } from '../sentences/sentence';

/** A strong ETag (RFC 9110, 8.8.3): a resource made anew under an old name has another id, so another tag. */
export function entityTag(id: string, revision: number | string): string {
  return `"${id.replaceAll('-', '').slice(-12)}-${revision}"`;
}

/** A strong ETag of a text that is written anew for each request: the same text has the same. */
export function textTag(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/**
 * Holds a write to its `If-Match` (RFC 9110, 13.1.1), which may list several tags or be `*`.
 * Call it inside the transaction that locked the row. Throws `precondition_failed`.
 */
export function checkIfMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes(current)) return;
  throw new Problem(
    'precondition_failed',
    say`If-Match has ${ifMatch.slice(0, 100)}, but the resource is at ${current}: read it again, then repeat the change.`,
  );
}
