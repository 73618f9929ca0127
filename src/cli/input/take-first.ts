/** The first ones of a list; no page is asked for that is not needed. */
export async function* takeFirst<T>(items: AsyncIterable<T>, most: number | undefined): AsyncGenerator<T> {
  let taken = 0;
  if (most === 0) return;
  for await (const item of items) {
    yield item;
    taken += 1;
    if (taken === most) return;
  }
}

/** How many to ask for at once. */
export function pageSize(most: number | undefined): number {
  return Math.min(most ?? 500, 500);
}
