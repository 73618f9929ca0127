import type { CallOptions, Connection, CreateOptions } from '../connection';
import type { Readiness, SsoTrial } from '../resources';

const SSO = '/api/v1/tenants/{alias}/sso';

/** Switching a tenant's single sign-on on so that nobody is locked out. */
export class SsoSwitch {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Who would be locked out, and what speaks against it. */
  readiness(options: CallOptions = {}): Promise<Readiness> {
    return this.#api.answer(
      this.#api.client.GET(`${SSO}/readiness`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** Switches it on for ten minutes: a login through it makes that last, else it goes back by itself. */
  startTrial(options: CreateOptions = {}): Promise<SsoTrial> {
    return this.#api.answer(
      this.#api.client.POST(`${SSO}/trial`, { params: this.#params(), ...this.#api.create(options) }),
    );
  }

  trial(options: CallOptions = {}): Promise<SsoTrial> {
    return this.#api.answer(
      this.#api.client.GET(`${SSO}/trial`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  /** Ends the trial before its time; sessions stay. */
  endTrial(options: CallOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(`${SSO}/trial`, { params: this.#params(), ...this.#api.call(options) }),
    );
  }

  #params() {
    return { path: { alias: this.#alias } };
  }
}
