import createClient, { type Client } from 'openapi-fetch';
import { rememberEtag, toIfMatch } from './etags';
import { List, type Page, type PageQuery } from './list';
import type { paths } from './openapi';
import type { Fetch, SendOptions, Transport } from './transport';

/** Every operation of the API by its path, typed: `sso.raw.GET('/api/v1/tenants/{alias}', { params: { path: { alias } } })`. */
export type RawClient = Client<paths>;

/** Of every call. */
export interface CallOptions {
  /** Ends the call, its retries and their waits; it is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Instead of the client's own. */
  readonly timeoutMs?: number;
  /** Instead of the client's own. */
  readonly retries?: number;
}

/** Of a call that makes something. */
export interface CreateOptions extends CallOptions {
  /** 1 to 255 printable ASCII characters; one is made where none is given, so that retries make nothing twice. */
  readonly idempotencyKey?: string;
}

/** Of a call that changes what is there. */
export interface WriteOptions extends CallOptions {
  /** Refused with `precondition_failed` if it has changed since: the resource as it was read, or its ETag. */
  readonly ifMatch?: string | object;
}

interface Answer<T> {
  readonly data?: T;
  readonly response: Response;
}

/** As openapi-fetch takes it beside what the operation itself asks for. */
type Init = Readonly<{
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
  fetch: Fetch;
}>;

/** What the calls of all resources have in common. */
export class Connection {
  readonly client: RawClient;

  constructor(
    baseUrl: string,
    private readonly transport: Transport,
  ) {
    this.client = createClient<paths>({
      baseUrl,
      redirect: 'error',
      pathSerializer: fillPath,
      fetch: (request) => transport.send(request),
    });
  }

  call({ signal, ...options }: CallOptions & SendOptions): Init {
    return { headers: {}, signal, fetch: (request) => this.transport.send(request, options) };
  }

  create({ idempotencyKey = crypto.randomUUID(), ...options }: CreateOptions): Init {
    return { ...this.call(options), headers: { 'idempotency-key': idempotencyKey } };
  }

  write({ ifMatch, ...options }: WriteOptions): Init {
    const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': toIfMatch(ifMatch) };
    return { ...this.call(options), headers };
  }

  /** What came, with its ETag remembered. */
  async answer<T>(sent: Promise<Answer<T>>): Promise<T> {
    const { data, response } = await sent;
    rememberEtag(data, response.headers);
    return data as T;
  }

  async done(sent: Promise<Answer<unknown>>): Promise<void> {
    await sent;
  }

  /** @param ask for one page. */
  list<T>(query: PageQuery, ask: (query: PageQuery) => Promise<Answer<Page<T>>>): List<T> {
    return new List((page) => this.answer(ask({ ...query, ...page })));
  }
}

/** No name is empty or a step up: such a path would be another one. */
function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' || ['', '.', '..'].includes(value))
      throw new TypeError(`${name}: expected a name, got ${JSON.stringify(value)}.`);
    return encodeURIComponent(value);
  });
}
