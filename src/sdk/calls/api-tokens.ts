import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type { ApiToken, CreatedApiToken, NewApiToken } from '../resources';

const TOKENS = '/api/v1/api-tokens';

/** The platform's API tokens: of one tenant, or of all. */
export class ApiTokens {
  readonly #api: Connection;

  constructor(api: Connection) {
    this.#api = api;
  }

  /** Makes a token; its `secret` is shown this once. */
  create(token: NewApiToken, options: CreateOptions = {}): Promise<CreatedApiToken> {
    return this.#api.answer(this.#api.client.POST(TOKENS, { body: token, ...this.#api.create(options) }));
  }

  /** All tokens, oldest first, without their secrets. */
  list(query: PageQuery = {}, options: CallOptions = {}): List<ApiToken> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(TOKENS, { params: { query: page }, ...this.#api.call(options) }),
    );
  }

  /** It is refused from then on. */
  delete(id: string, options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(`${TOKENS}/{id}`, { params: { path: { id } }, ...this.#api.write(options) }),
    );
  }
}
