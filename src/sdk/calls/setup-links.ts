import type { CallOptions, Connection, CreateOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type { CreatedSetupLink, NewSetupLink, SetupLink } from '../resources';

const LINKS = '/api/v1/tenants/{alias}/setup-links';

/** Links by which a customer's own administrator sets a tenant up, in the console and without an account. */
export class SetupLinks {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Makes a link; its `url` is shown this once. */
  create(link: NewSetupLink = {}, options: CreateOptions = {}): Promise<CreatedSetupLink> {
    return this.#api.answer(
      this.#api.client.POST(LINKS, {
        params: { path: { alias: this.#alias } },
        body: link,
        ...this.#api.create(options),
      }),
    );
  }

  /** Newest first. */
  list(query: PageQuery = {}, options: CallOptions = {}): List<SetupLink> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(LINKS, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** It opens nothing any more, and what it opened is closed. */
  revoke(id: string, options: CallOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(`${LINKS}/{id}`, {
        params: { path: { alias: this.#alias, id } },
        ...this.#api.call(options),
      }),
    );
  }
}
