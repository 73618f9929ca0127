import type { CallOptions, Connection } from '../connection';
import type { List } from '../list';
import type { CheckedLogin, RefusedLogin, RefusedLoginsQuery, RefusedLoginTrace } from '../resources';

const LOGINS = '/api/v1/tenants/{alias}/refused-logins';
const LOGIN = '/api/v1/tenants/{alias}/refused-logins/{requestId}';

/** The refused logins that a tenant keeps for some days, by the id on the refused user's page. */
export class RefusedLogins {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Newest first. */
  list(query: RefusedLoginsQuery = {}, options: CallOptions = {}): List<RefusedLogin> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(LOGINS, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** What came, what was expected, step by step, and what to change where. */
  explain(requestId: string, options: CallOptions = {}): Promise<RefusedLoginTrace> {
    return this.#api.answer(
      this.#api.client.GET(LOGIN, { params: this.#params(requestId), ...this.#api.call(options) }),
    );
  }

  /** Whether it would pass now; opens no session. */
  check(requestId: string, options: CallOptions = {}): Promise<CheckedLogin> {
    return this.#api.answer(
      this.#api.client.POST(`${LOGIN}/check`, {
        params: this.#params(requestId),
        ...this.#api.call(options),
      }),
    );
  }

  delete(requestId: string, options: CallOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(LOGIN, { params: this.#params(requestId), ...this.#api.call(options) }),
    );
  }

  #params(requestId: string) {
    return { path: { alias: this.#alias, requestId } };
  }
}
