import type { CallOptions, Connection } from '../connection';
import type { List } from '../list';
import type { AuditEvent, AuditQuery } from '../resources';

/** What happened at a tenant, newest first. */
export class AuditEvents {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  list(query: AuditQuery = {}, options: CallOptions = {}): List<AuditEvent> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET('/api/v1/tenants/{alias}/audit-events', {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }
}
