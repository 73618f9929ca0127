/** A page of a list, as the contract answers it. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

/** What a repository needs to read one page: at most `limit` (1 to 500) rows after the position `after`. */
export interface PageRequest {
  readonly limit: number;
  /** The sort key of the last row that the caller has seen; undefined for the first page. */
  readonly after: string | undefined;
}
