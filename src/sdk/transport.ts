import { backOffMs } from './back-off';
import { RamSsoError, RamSsoUnreachable } from './errors';
import { readRefusal } from './read-refusal';
import type { Timers } from './timers';

/** Hands a body on unread: what breaks inside it is the caller's to see, and is not tried again. */
export const asStream = (response: Response): Response => response;

/** As the platform has it, or another one of its kind. */
export type Fetch = (request: Request) => Promise<Response>;

export interface TransportOptions {
  readonly fetch: Fetch;
  readonly token: () => string | Promise<string>;
  /** Further attempts after the first. */
  readonly retries: number;
  /** Of one attempt, until its answer has come whole; 0: as long as it takes. */
  readonly timeoutMs: number;
  /** What a wait may last; where the service asks for more the refusal is thrown at once. */
  readonly longestWaitMs: number;
  readonly timers: Timers;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly retries?: number;
  /** How an answer is taken while its attempt lasts: by default whole, so that a connection that breaks inside it is tried again. */
  readonly read?: (response: Response) => Response | Promise<Response>;
  /** Done again it leaves the same, though its method does not say so. */
  readonly isRepeatable?: boolean;
}

/** Sends requests: with the token, in time, again where that is safe, and throws what is no success. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  async send(request: Request, options: SendOptions = {}): Promise<Response> {
    const retries = options.retries ?? this.options.retries;
    let mayBeDone = false;
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries;
      const failure = await this.attempt(isLast ? request : request.clone(), options);
      if (failure instanceof Response) return failure;
      if (mayBeDone && isGone(request, failure)) return new Response(null, { status: 204 });
      const isSafe = options.isRepeatable ?? isRepeatable(request);
      const waitMs = this.waitBefore(failure, attempt, isSafe);
      if (isLast || waitMs === undefined) throw failure;
      mayBeDone ||= !isRateLimited(failure);
      await this.options.timers.sleep(waitMs, request.signal);
    }
  }

  /** A success, or why there is none; throws where the caller has given up. */
  private async attempt(
    request: Request,
    { timeoutMs = this.options.timeoutMs, read = whole }: SendOptions,
  ): Promise<Response | RamSsoError | RamSsoUnreachable> {
    request.signal.throwIfAborted();
    request.headers.set('authorization', `Bearer ${await this.options.token()}`);
    request.signal.throwIfAborted();
    const deadline = new Deadline(this.options.timers, timeoutMs);
    try {
      const bounded = new Request(request, { signal: AbortSignal.any([request.signal, deadline.signal]) });
      const response = await this.options.fetch(bounded);
      if (!response.ok) return readRefusal(response, await response.text(), this.options.timers.now());
      return await read(response);
    } catch (cause) {
      request.signal.throwIfAborted();
      const where = `${request.method} ${request.url}`;
      if (deadline.signal.aborted)
        return new RamSsoUnreachable('timeout', `${where} was not answered within ${timeoutMs} ms.`, cause);
      return new RamSsoUnreachable('network', `${where} was not answered: ${reasonOf(cause)}`, cause);
    } finally {
      deadline.end();
    }
  }

  private waitBefore(
    failure: RamSsoError | RamSsoUnreachable,
    attempt: number,
    isSafe: boolean,
  ): number | undefined {
    if (!isRateLimited(failure) && !(isPassing(failure) && isSafe)) return undefined;
    const { retryAfterMs } = failure as Partial<RamSsoError>;
    if ((retryAfterMs ?? 0) > this.options.longestWaitMs) return undefined;
    return backOffMs(attempt, retryAfterMs, this.options.timers.random());
  }
}

/** Aborts when the time is up; `end` lets the process go. */
class Deadline {
  private readonly over = new AbortController();
  private readonly done = new AbortController();
  readonly signal = this.over.signal;

  constructor(timers: Timers, ms: number) {
    if (ms === 0) return;
    void timers.sleep(ms, this.done.signal).then(() => {
      if (!this.done.signal.aborted) this.over.abort();
    });
  }

  end(): void {
    this.done.abort();
  }
}

async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  if (status === 204) return response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}

/** Refused before anything was done, whatever the method. */
function isRateLimited(failure: RamSsoError | RamSsoUnreachable): boolean {
  return failure instanceof RamSsoError && failure.status === 429;
}

/** 409 with a time to wait: the first attempt, whose answer was lost, is still under way. */
function isPassing(failure: RamSsoError | RamSsoUnreachable): boolean {
  if (failure instanceof RamSsoUnreachable || failure.status === 503) return true;
  return failure.status === 409 && failure.retryAfterMs !== undefined;
}

/** RFC 9110 9.2.2, and what carries an Idempotency-Key. With If-Match the second attempt would fail by the first one's success. */
function isRepeatable({ method, headers }: Request): boolean {
  if (headers.has('idempotency-key')) return true;
  return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(method) && !headers.has('if-match');
}

/** An earlier attempt has deleted it, though its answer was lost. */
function isGone({ method }: Request, failure: RamSsoError | RamSsoUnreachable): boolean {
  return method === 'DELETE' && failure instanceof RamSsoError && failure.status === 404;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
