import { isRamSsoError, isRamSsoUnreachable } from '../../sdk/sdk';

interface Event {
  readonly id: string;
  readonly time: string;
}

export interface Follow<E extends Event> {
  /** Events not before that time, newest first; without one the newest of all. */
  readonly list: (from: string | undefined) => AsyncIterable<E>;
  /** Whence to begin; undefined: with what happens from now on. */
  readonly from: string | undefined;
  /** Between two looks; rejects where there is to be no other. */
  readonly wait: () => Promise<void>;
  /** Told once when the service can't be asked, and once when it can again. */
  readonly onOutage: (reason: string | undefined) => void;
}

/** Events of requests that take long are written late, under a time that has been looked at before. */
const OVERLAP_MS = 10_000;

/**
 * Events as they happen, oldest first, each once. What is known is a time and the ids around it: so a restart of the service, or of
 * the network, loses none and repeats none.
 */
export async function* followEvents<E extends Event>({
  list,
  from,
  wait,
  onOutage,
}: Follow<E>): AsyncGenerator<E> {
  const seen = new Map<string, number>();
  let since = from;
  let isOut = false;
  let isBegun = from !== undefined;
  for (;;) {
    try {
      const found = isBegun ? await toArray(list(since)) : await latest(list);
      if (isOut) onOutage(undefined);
      isOut = false;
      const fresh = found.filter(({ id }) => !seen.has(id)).reverse();
      for (const event of fresh) seen.set(event.id, Date.parse(event.time));
      since = later(from, forget(seen) ?? since);
      if (isBegun) yield* fresh;
      isBegun = true;
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (!isOut) onOutage((error as Error).message);
      isOut = true;
    }
    await wait();
  }
}

/** The newest event and what a later look could come upon again; not what happened while this was asked. */
async function latest<E extends Event>(list: Follow<E>['list']): Promise<E[]> {
  for await (const newest of list(undefined)) {
    const around = await toArray(list(new Date(Date.parse(newest.time) - OVERLAP_MS).toISOString()));
    return around.slice(
      Math.max(
        0,
        around.findIndex(({ id }) => id === newest.id),
      ),
    );
  }
  return [];
}

/** The beginning that was asked for is no later look's to go behind. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) > Date.parse(other) ? one : other;
}

async function toArray<E>(events: AsyncIterable<E>): Promise<E[]> {
  const all: E[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Drops what is too old to come again. @returns whence to look next; undefined where nothing was ever seen */
function forget(seen: Map<string, number>): string | undefined {
  if (seen.size === 0) return undefined;
  const since = Math.max(...seen.values()) - OVERLAP_MS;
  for (const [id, time] of seen) if (time < since) seen.delete(id);
  return new Date(since).toISOString();
}

/** The service is away, or busy: it will be back. */
function isPassing(error: unknown): boolean {
  return (
    isRamSsoUnreachable(error) || isRamSsoError(error, 'unavailable', 'request.rate_limited', 'internal')
  );
}
