import type { CallOptions, Connection } from '../connection';
import type { PlatformDashboard, TenantDashboard } from '../resources';

/** What an administrator looks at first. */
export class Dashboards {
  readonly #api: Connection;

  constructor(api: Connection) {
    this.#api = api;
  }

  /** Of all tenants together. */
  platform(options: CallOptions = {}): Promise<PlatformDashboard> {
    return this.#api.answer(this.#api.client.GET('/api/v1/dashboard', this.#api.call(options)));
  }

  tenant(alias: string, options: CallOptions = {}): Promise<TenantDashboard> {
    return this.#api.answer(
      this.#api.client.GET('/api/v1/tenants/{alias}/dashboard', {
        params: { path: { alias } },
        ...this.#api.call(options),
      }),
    );
  }
}
