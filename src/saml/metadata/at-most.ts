import { MetadataError } from './metadata-error';
import { type SentenceValue, say } from '../../sentences/sentence';

/** A list that is too long is refused, never cut. */
export function atMost<T>(limit: number, found: readonly T[], what: SentenceValue): T[] {
  if (found.length <= limit) return [...found];
  throw new MetadataError(
    say`Expected at most ${limit} ${what} for one IdP, got ${found.length}. Upload metadata with only those in use.`,
  );
}
