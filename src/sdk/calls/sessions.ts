import type { CallOptions, Connection } from '../connection';
import type { List, PageQuery } from '../list';
import type { Session } from '../resources';

/** Who is signed in at a tenant. */
export class Sessions {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  list(query: PageQuery = {}, options: CallOptions = {}): List<Session> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET('/api/v1/tenants/{alias}/sessions', {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }
}
