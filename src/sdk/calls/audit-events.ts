import type { CallOptions, Connection } from '../connection';
import type { List } from '../list';
import type { AuditEvent, AuditQuery, AuditVerification } from '../resources';
import { verifyAll } from './audit-verification';

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

  /**
   * Whether they are those that were written; all of them are read.
   * @param head of an earlier verification, noted elsewhere: the chain of seals must still hold it
   */
  verify(head?: string, options: CallOptions = {}): Promise<AuditVerification> {
    return verifyAll((after) =>
      this.#api.answer(
        this.#api.client.GET('/api/v1/tenants/{alias}/audit-events:verify', {
          params: { path: { alias: this.#alias }, query: { after, head } },
          ...this.#api.call(options),
        }),
      ),
    );
  }
}
