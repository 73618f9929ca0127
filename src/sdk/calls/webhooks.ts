import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { List, PageQuery } from '../list';
import type {
  CreatedWebhook,
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookPatch,
  WebhookTest,
} from '../resources';

const OF_A_TENANT = '/api/v1/tenants/{alias}/webhooks';
const OF_THE_PLATFORM = '/api/v1/webhooks';

/** Who is told of events: a tenant's webhooks, or the platform's, which are told of every tenant. */
export class Webhooks {
  readonly #api: Connection;
  readonly #alias: string;
  /** Both have the same calls; the platform's path takes no alias. */
  readonly #path: typeof OF_A_TENANT;

  constructor(api: Connection, alias: string | undefined) {
    this.#api = api;
    this.#alias = alias ?? '';
    this.#path = alias === undefined ? (OF_THE_PLATFORM as typeof OF_A_TENANT) : OF_A_TENANT;
  }

  /** Registers a webhook; its `secret` is shown this once. */
  create(webhook: NewWebhook, options: CreateOptions = {}): Promise<CreatedWebhook> {
    return this.#api.answer(
      this.#api.client.POST(this.#path, {
        params: { path: { alias: this.#alias } },
        body: webhook,
        ...this.#api.create(options),
      }),
    );
  }

  list(query: PageQuery = {}, options: CallOptions = {}): List<Webhook> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(this.#path, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  get(id: string, options: CallOptions = {}): Promise<Webhook> {
    return this.#api.answer(
      this.#api.client.GET(`${this.#path}/{id}`, { params: this.#params(id), ...this.#api.call(options) }),
    );
  }

  /** Changes what the patch names; null clears (RFC 7396). */
  update(id: string, patch: WebhookPatch, options: WriteOptions = {}): Promise<Webhook> {
    return this.#api.answer(
      this.#api.client.PATCH(`${this.#path}/{id}`, {
        params: this.#params(id),
        body: patch,
        ...this.#api.write(options),
      }),
    );
  }

  delete(id: string, options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(`${this.#path}/{id}`, {
        params: this.#params(id),
        ...this.#api.write(options),
      }),
    );
  }

  /** Sends a test event now, and says how it went. */
  test(id: string, options: CallOptions = {}): Promise<WebhookTest> {
    return this.#api.answer(
      this.#api.client.POST(`${this.#path}/{id}/test`, {
        params: this.#params(id),
        ...this.#api.call(options),
      }),
    );
  }

  /** Makes another secret, shown this once. */
  rotateSecret(id: string, options: WriteOptions = {}): Promise<CreatedWebhook> {
    return this.#api.answer(
      this.#api.client.POST(`${this.#path}/{id}/rotate-secret`, {
        params: this.#params(id),
        ...this.#api.write(options),
      }),
    );
  }

  /** What was sent, or waits to be. */
  deliveries(id: string, query: PageQuery = {}, options: CallOptions = {}): List<WebhookDelivery> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(`${this.#path}/{id}/deliveries`, {
        params: { ...this.#params(id), query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** Sends a delivery again, now. */
  retryDelivery(id: string, deliveryId: string, options: CallOptions = {}): Promise<WebhookDelivery> {
    return this.#api.answer(
      this.#api.client.POST(`${this.#path}/{id}/deliveries/{deliveryId}/retry`, {
        params: { path: { alias: this.#alias, id, deliveryId } },
        ...this.#api.call(options),
      }),
    );
  }

  #params(id: string) {
    return { path: { alias: this.#alias, id } };
  }
}
