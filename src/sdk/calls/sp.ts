import type { CallOptions, Connection } from '../connection';
import type { IdpProduct } from '../resources';
import { SpKeys } from './sp-keys';

/** What a tenant's IdP must know of us. */
export class Sp {
  readonly keys: SpKeys;
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
    this.keys = new SpKeys(api, alias);
  }

  /** The tenant's SP metadata, to be given to its IdP. */
  metadata(options: CallOptions = {}): Promise<string> {
    return this.#api.answer(
      this.#api.client.GET('/saml/{alias}/metadata', {
        params: { path: { alias: this.#alias } },
        parseAs: 'text',
        ...this.#api.call(options),
      }),
    );
  }

  /** The IdP's side, ready to run or to import there: a script, a file or a page of steps. */
  setup(product: IdpProduct, options: CallOptions = {}): Promise<string> {
    return this.#api.answer(
      this.#api.client.GET('/api/v1/tenants/{alias}/sp/setup/{product}', {
        params: { path: { alias: this.#alias, product } },
        parseAs: 'text',
        ...this.#api.call(options),
      }),
    );
  }
}
