import type { Readable } from 'node:stream';
import { bodyTooLarge } from './body-parsers';
import { Problem } from './problem';
import type { RamRequest } from './request';
import { DEFAULT_BODY_BYTES } from './route-options';

/** Longer than this nobody may keep a body open, however little of it he sends. */
export const LONGEST_STREAM_MS = 60 * 60_000;

export interface StreamTimes {
  /** A body of which nothing comes for so long is taken to have ended badly. */
  readonly idleMs: number;
  readonly wholeMs: number;
}

const TIMES: StreamTimes = { idleMs: 60_000, wholeMs: LONGEST_STREAM_MS };

/**
 * The body of a route that streams it, as it comes and as fast as it is asked for: what is not read yet holds the sender up. Time that
 * the reader takes does not count. Throws `request.too_large`, `request.timeout`.
 */
export async function* bodyChunks(
  { body, routeOptions }: Pick<RamRequest, 'body' | 'routeOptions'>,
  { idleMs, wholeMs }: StreamTimes = TIMES,
): AsyncGenerator<Buffer> {
  if (!body) return;
  const { bodyBytes = DEFAULT_BODY_BYTES } = routeOptions.config;
  // The answer goes over the same connection, so this must not end it.
  const chunks = (body as Readable).iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  const start = performance.now();
  for (let bytes = 0; ;) {
    const { value } = await inTime(chunks.next(), idleMs);
    if (!value) return;
    bytes += value.length;
    if (bytes > bodyBytes) throw bodyTooLarge(bodyBytes);
    if (performance.now() - start > wholeMs) throw timeout(`The body took longer than ${wholeMs / 1000} s.`);
    yield value;
  }
}

async function inTime<T>(awaited: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(timeout(`Of the body nothing came for ${milliseconds / 1000} s.`));
    }, milliseconds);
    timer.unref();
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}

function timeout(detail: string): Problem {
  return new Problem('request.timeout', detail);
}
