import type { CallOptions, Connection, WriteOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type { IdpTrust, TrustVersion } from '../resources';

const VERSIONS = '/api/v1/tenants/{alias}/idp/versions';

/** What a tenant's trust was before, newest first. */
export class TrustVersions {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  list(query: PageQuery = {}, options: CallOptions = {}): List<TrustVersion> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(VERSIONS, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** The metadata of then, as text. */
  metadata(number: number, options: CallOptions = {}): Promise<string> {
    return this.#api.answer(
      this.#api.client.GET(`${VERSIONS}/{number}/metadata`, {
        params: this.#params(number),
        parseAs: 'text',
        ...this.#api.call(options),
      }),
    );
  }

  /** The metadata of then, byte for byte as they came. */
  async metadataBytes(number: number, options: CallOptions = {}): Promise<Uint8Array> {
    const bytes: ArrayBuffer = await this.#api.answer(
      this.#api.client.GET(`${VERSIONS}/{number}/metadata`, {
        params: this.#params(number),
        parseAs: 'arrayBuffer',
        ...this.#api.call(options),
      }),
    );
    return new Uint8Array(bytes);
  }

  /** Trusts again what was trusted then. */
  restore(number: number, options: WriteOptions = {}): Promise<IdpTrust> {
    return this.#api.answer(
      this.#api.client.POST(`${VERSIONS}/{number}/restore`, {
        params: this.#params(number),
        ...this.#api.write(options),
      }),
    );
  }

  #params(number: number) {
    return { path: { alias: this.#alias, number: String(number) } };
  }
}
