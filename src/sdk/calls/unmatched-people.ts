import type { CallOptions, Connection } from '../connection';
import type { List, PageQuery } from '../list';
import type { UnmatchedPerson } from '../resources';

const PEOPLE = '/api/v1/tenants/{alias}/unmatched-people';

/** Whom the identity provider vouched for, and no RAM user matched; creating the user takes the entry away. */
export class UnmatchedPeople {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Newest first, each with the users whose names are nearest. */
  list(query: PageQuery = {}, options: CallOptions = {}): List<UnmatchedPerson> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(PEOPLE, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** He is listed again once he tries again. */
  dismiss(id: string, options: CallOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(`${PEOPLE}/{id}`, {
        params: { path: { alias: this.#alias, id } },
        ...this.#api.call(options),
      }),
    );
  }
}
