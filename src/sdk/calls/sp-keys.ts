import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type { NewSpKey, SpKey } from '../resources';

const KEYS = '/api/v1/tenants/{alias}/sp/keys';
const KEY = '/api/v1/tenants/{alias}/sp/keys/{id}';

/** The keys by which a tenant's IdP knows us: make one, let the IdP learn it, promote it, delete the old one. */
export class SpKeys {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Makes a key and its certificate. */
  create(key: NewSpKey, options: CreateOptions = {}): Promise<SpKey> {
    return this.#api.answer(
      this.#api.client.POST(KEYS, {
        params: { path: { alias: this.#alias } },
        body: key,
        ...this.#api.create(options),
      }),
    );
  }

  list(query: PageQuery = {}, options: CallOptions = {}): List<SpKey> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(KEYS, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  get(id: string, options: CallOptions = {}): Promise<SpKey> {
    return this.#api.answer(
      this.#api.client.GET(KEY, { params: this.#params(id), ...this.#api.call(options) }),
    );
  }

  /** From now on this one is used. */
  promote(id: string, options: WriteOptions = {}): Promise<SpKey> {
    return this.#api.answer(
      this.#api.client.POST(`${KEY}/promote`, { params: this.#params(id), ...this.#api.write(options) }),
    );
  }

  delete(id: string, options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(KEY, { params: this.#params(id), ...this.#api.write(options) }),
    );
  }

  #params(id: string) {
    return { path: { alias: this.#alias, id } };
  }
}
