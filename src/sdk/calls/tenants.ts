import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type { NewTenant, Tenant, TenantPatch } from '../resources';

/** The cloud accounts. */
export class Tenants {
  readonly #api: Connection;

  constructor(api: Connection) {
    this.#api = api;
  }

  /** Makes a tenant. */
  create(tenant: NewTenant, options: CreateOptions = {}): Promise<Tenant> {
    return this.#api.answer(
      this.#api.client.POST('/api/v1/tenants', { body: tenant, ...this.#api.create(options) }),
    );
  }

  /** All tenants, by alias. */
  list(query: PageQuery = {}, options: CallOptions = {}): List<Tenant> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET('/api/v1/tenants', { params: { query: page }, ...this.#api.call(options) }),
    );
  }

  get(alias: string, options: CallOptions = {}): Promise<Tenant> {
    return this.#api.answer(
      this.#api.client.GET('/api/v1/tenants/{alias}', {
        params: { path: { alias } },
        ...this.#api.call(options),
      }),
    );
  }

  /** Changes what the patch names; null clears (RFC 7396). */
  update(alias: string, patch: TenantPatch, options: WriteOptions = {}): Promise<Tenant> {
    return this.#api.answer(
      this.#api.client.PATCH('/api/v1/tenants/{alias}', {
        params: { path: { alias } },
        body: patch,
        ...this.#api.write(options),
      }),
    );
  }

  /** Deletes a tenant and all that is its own. */
  delete(alias: string, options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE('/api/v1/tenants/{alias}', {
        params: { path: { alias } },
        ...this.#api.write(options),
      }),
    );
  }
}
