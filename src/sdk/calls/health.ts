import type { CallOptions, Connection } from '../connection';

/** Whether the service is there; asks no token. */
export class Health {
  readonly #api: Connection;

  constructor(api: Connection) {
    this.#api = api;
  }

  /** It answers. */
  async alive(options: CallOptions = {}): Promise<void> {
    await this.#api.done(this.#api.client.GET('/healthz', this.#api.call(options)));
  }

  /** Its database is there and migrated, too; throws `unavailable` where it is not. */
  async ready(options: CallOptions = {}): Promise<void> {
    await this.#api.done(this.#api.client.GET('/readyz', this.#api.call(options)));
  }
}
