import { MetadataError } from './metadata-error';

/** A list that is too long is refused, never cut. */
export function atMost<T>(limit: number, found: readonly T[], what: string): T[] {
  if (found.length <= limit) return [...found];
  throw new MetadataError(
    `Expected at most ${limit} ${what} for one IdP, got ${found.length}. Upload metadata with only those in use.`,
  );
}
