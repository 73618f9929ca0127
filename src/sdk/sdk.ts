import { ApiTokens } from './calls/api-tokens';
import { AuditEvents } from './calls/audit-events';
import { verifyAll } from './calls/audit-verification';
import { Dashboards } from './calls/dashboards';
import { Health } from './calls/health';
import { Idp } from './calls/idp';
import { RefusedLogins } from './calls/refused-logins';
import { Sessions } from './calls/sessions';
import { Sp } from './calls/sp';
import { SetupLinks } from './calls/setup-links';
import { SsoSwitch } from './calls/sso-switch';
import { Tenants } from './calls/tenants';
import { UnmatchedPeople } from './calls/unmatched-people';
import { Users } from './calls/users';
import { Webhooks } from './calls/webhooks';
import { type CallOptions, Connection, type RawClient } from './connection';
import type { List } from './list';
import type { AuditVerification, DeletedTenant, PlatformAuditEvent, PlatformAuditQuery } from './resources';
import { systemTimers, type Timers } from './timers';
import { type Fetch, Transport } from './transport';

export interface RamSsoOptions {
  /** Where the service is: `https://sso.example`. */
  readonly baseUrl: string | URL;
  /** The admin token, or the secret of an API token; or what gives it, asked before each attempt. */
  readonly token: string | (() => string | Promise<string>);
  /** Instead of the platform's own. */
  readonly fetch?: Fetch;
  /** Further attempts after a first that failed in passing, where that is safe: 3 by default, 0 for none. */
  readonly retries?: number;
  /** Of one attempt: 30,000 by default, 0 for as long as it takes. */
  readonly timeoutMs?: number;
  /** Where the service asks to wait for longer than this, the refusal is thrown at once: 60,000 by default. */
  readonly longestWaitMs?: number;
  /** Time and chance; tests set them. */
  readonly timers?: Timers;
}

/**
 * A client of ram-sso's admin API.
 *
 *     const sso = new RamSso({ baseUrl: 'https://sso.example', token });
 *     await sso.tenants.create({ alias: 'acme' });
 *     await sso.users('acme').create({ userName: 'alice' });
 */
export class RamSso {
  readonly tenants: Tenants;
  readonly apiTokens: ApiTokens;
  readonly dashboards: Dashboards;
  readonly health: Health;
  readonly #api: Connection;

  constructor(options: RamSsoOptions) {
    this.#api = new Connection(readBaseUrl(options.baseUrl), transportOf(options));
    this.tenants = new Tenants(this.#api);
    this.apiTokens = new ApiTokens(this.#api);
    this.dashboards = new Dashboards(this.#api);
    this.health = new Health(this.#api);
  }

  /** Every operation by its path, typed too; it retries and throws like all else. */
  get raw(): RawClient {
    return this.#api.client;
  }

  /** @param alias of the tenant */
  users(alias: string): Users {
    return new Users(this.#api, alias);
  }

  idp(alias: string): Idp {
    return new Idp(this.#api, alias);
  }

  sp(alias: string): Sp {
    return new Sp(this.#api, alias);
  }

  sessions(alias: string): Sessions {
    return new Sessions(this.#api, alias);
  }

  auditEvents(alias: string): AuditEvents {
    return new AuditEvents(this.#api, alias);
  }

  /**
   * What happened at the platform, newest first: that a tenant was deleted, and by whom.
   * @param query with a `tenantId`: at that tenant, also where it was deleted; with a `requestId` alone: wherever that request did something
   */
  platformEvents(query: PlatformAuditQuery = {}, options: CallOptions = {}): List<PlatformAuditEvent> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET('/api/v1/audit-events', {
        params: { query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** What happened in one request, whichever tenant's: the id is on every page, problem and line of the log. */
  eventsOfRequest(requestId: string, options: CallOptions = {}): List<PlatformAuditEvent> {
    return this.platformEvents({ requestId }, options);
  }

  /**
   * Whether the platform's own audit events are those that were written.
   * @param of another trail: that of a tenant by its id, also of one that was deleted; and a head that was noted elsewhere
   */
  verifyAudit(
    of: { readonly tenantId?: string | undefined; readonly head?: string | undefined } = {},
    options: CallOptions = {},
  ): Promise<AuditVerification> {
    return verifyAll((after) =>
      this.#api.answer(
        this.#api.client.GET('/api/v1/audit-events:verify', {
          params: { query: { ...of, after } },
          ...this.#api.call(options),
        }),
      ),
    );
  }

  /** Tenants that are gone, and whose audit events can be verified by their ids. */
  deletedTenants(options: CallOptions = {}): List<DeletedTenant> {
    return this.#api.list({}, (page) =>
      this.#api.client.GET('/api/v1/deleted-tenants', {
        params: { query: page },
        ...this.#api.call(options),
      }),
    );
  }

  refusedLogins(alias: string): RefusedLogins {
    return new RefusedLogins(this.#api, alias);
  }

  unmatchedPeople(alias: string): UnmatchedPeople {
    return new UnmatchedPeople(this.#api, alias);
  }

  setupLinks(alias: string): SetupLinks {
    return new SetupLinks(this.#api, alias);
  }

  ssoSwitch(alias: string): SsoSwitch {
    return new SsoSwitch(this.#api, alias);
  }

  /** @param alias of the tenant; without one, the platform's webhooks. */
  webhooks(alias?: string): Webhooks {
    return new Webhooks(this.#api, alias);
  }
}

function transportOf(options: RamSsoOptions): Transport {
  const { token, retries = 3, timeoutMs = 30_000, longestWaitMs = 60_000, timers = systemTimers } = options;
  return new Transport({
    // Looked up at each call: whoever replaces the global one later is heard.
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    token: typeof token === 'function' ? token : () => token,
    retries,
    timeoutMs,
    longestWaitMs,
    timers,
  });
}

function readBaseUrl(given: string | URL): string {
  const url = readUrl(given);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash)
    throw new TypeError(`baseUrl: expected an address such as https://sso.example, got ${String(given)}.`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Without `URL.canParse`, which Node 20 gets wrong for letters beyond ASCII once its caller is compiled. */
function readUrl(given: string | URL): URL | undefined {
  try {
    return new URL(given);
  } catch {
    return undefined;
  }
}

// What a program names beside the client: this file is the package's entry.
export type { MetadataSource, PutIdpOptions } from './calls/idp';
export type { ImportOptions, ImportSource, ImportSummary, UserImport } from './calls/user-import';
export type { CallOptions, CreateOptions, RawClient, WriteOptions } from './connection';
export {
  type FieldError,
  isRamSsoError,
  isRamSsoUnreachable,
  type RamSsoCode,
  RamSsoError,
  RamSsoUnreachable,
} from './errors';
export { etagOf } from './etags';
export type { List, Page, PageQuery } from './list';
export type { components, operations, paths } from './openapi';
export type * from './resources';
export type { Timers } from './timers';
export type { Fetch } from './transport';
