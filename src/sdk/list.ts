export interface Page<T> {
  readonly items: readonly T[];
  /** For the page after; null on the last. */
  readonly nextCursor: string | null;
}

export interface PageQuery {
  /** Items of a page, 1 to 500. */
  readonly limit?: number;
  readonly cursor?: string;
}

/** A list that is fetched page by page as it is walked: `for await (const user of sso.users('acme').list())`. */
export class List<T> implements AsyncIterable<T> {
  constructor(private readonly fetchPage: (query: PageQuery) => Promise<Page<T>>) {}

  /** One page; without a cursor the first. */
  page(query: PageQuery = {}): Promise<Page<T>> {
    return this.fetchPage(query);
  }

  /** Page after page. */
  async *pages(query: PageQuery = {}): AsyncGenerator<Page<T>, void, undefined> {
    for (let next: PageQuery | undefined = query; next;) {
      const page: Page<T> = await this.page(next);
      yield page;
      next = page.nextCursor === null ? undefined : { ...query, cursor: page.nextCursor };
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.pages()) yield* items;
  }

  /** All of it, in memory: for short lists. */
  async toArray(): Promise<T[]> {
    const all: T[] = [];
    for await (const item of this) all.push(item);
    return all;
  }
}
