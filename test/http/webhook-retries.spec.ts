import { Sweeper } from '../../src/database/sweeper';
import { Transactions } from '../../src/database/transactions';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { deliveriesOf, putEvent } from '../support/webhook-events';
import { createWebhook, type MadeWebhook, WebhookReceiver } from '../support/webhook-receiver';

const HOUR = 3600;

let app: TestApp;
let server: DocumentServer;
let receiver: WebhookReceiver;
let tenant: Tenant;
let hook: MadeWebhook;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(new Date());
  server = await new DocumentServer().start();
  receiver = new WebhookReceiver(server);
  tenant = await createTenant(app);
  hook = await createWebhook(app, tenant.alias, { url: receiver.url });
});
afterEach(async () => {
  await app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
  await server.stop();
  app.clock.reset();
});

const tell = (n = 1) =>
  app.nest.get(Transactions).run((tx) => putEvent(app, tx, tenant, 'idp.updated', { n }));
const sweepAfter = async (seconds: number) => {
  app.clock.advance(seconds);
  await app.nest.get(Sweeper).sweepAll();
};
const deliveries = () => deliveriesOf(app, hook.path);
const found = async () =>
  (await app.request('GET', hook.path)).body as {
    enabled: boolean;
    lastDeliveredAt: string | null;
    failure?: { count: number; since: string; message: string };
  };
const auditTrail = async (type: string) => {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?type=${type}`);
  return (response.body as { items: { details: Record<string, unknown> }[] }).items;
};

describe('a message that is not taken', () => {
  it('is sent again under its id, each time signed anew, until it is', async () => {
    receiver.status = 500;
    await tell();
    await sweepAfter(0);
    expect(await deliveries()).toMatchObject([
      { status: 'pending', attempts: 1, lastStatus: 500, lastFailure: expect.any(String) as string },
    ]);
    const since = app.clock.now().toISOString();
    expect(await found()).toMatchObject({ failure: { count: 1, since }, lastDeliveredAt: null });
    await sweepAfter(4);
    expect(receiver.messages).toHaveLength(1);
    await sweepAfter(2);
    expect(receiver.messages).toHaveLength(2);
    receiver.status = 200;
    await sweepAfter(299);
    expect(receiver.messages).toHaveLength(2);
    await sweepAfter(32);
    const [first, second, third] = receiver.messages.map(({ headers }) => headers);
    expect(receiver.verified(hook.secret)).toHaveLength(3);
    expect(new Set([first, second, third].map((headers) => headers?.['webhook-id'])).size).toBe(1);
    expect(new Set([first, second, third].map((headers) => headers?.['webhook-timestamp'])).size).toBe(3);
    expect(await deliveries()).toMatchObject([
      { status: 'delivered', attempts: 3, nextAttemptAt: null, lastStatus: 200, lastFailure: null },
    ]);
    expect(await found()).not.toHaveProperty('failure');
    expect(await found()).toMatchObject({ lastDeliveredAt: app.clock.now().toISOString() });
  });

  it('is given up after ten attempts in some three days, which the audit trail tells once', async () => {
    receiver.status = 503;
    await tell(1);
    for (const wait of [0, 6, 331, 0.6 * HOUR, 2.3 * HOUR, 5.6 * HOUR, 11.1 * HOUR, 15.5 * HOUR, 22.1 * HOUR])
      await sweepAfter(wait);
    await tell(2);
    await sweepAfter(26.5 * HOUR);
    await sweepAfter(331);
    const [later, first] = await deliveries();
    expect(first).toMatchObject({ status: 'failed', attempts: 10, nextAttemptAt: null, lastStatus: 503 });
    expect(later?.status).toBe('pending');
    const events = await auditTrail('webhook.failed');
    expect(events).toMatchObject([
      {
        actor: 'webhooks',
        outcome: 'refused',
        code: 'unavailable',
        details: { id: hook.id, delivery: first?.id, type: 'idp.updated', attempts: 10 },
      },
    ]);
    expect(await found()).toMatchObject({ enabled: true });
  });

  it('of many to one that fails, is one a time, and all come once it recovers', async () => {
    receiver.status = 500;
    for (const n of [1, 2, 3, 4]) await tell(n);
    await sweepAfter(0);
    expect(receiver.messages).toHaveLength(1);
    await sweepAfter(6);
    expect(receiver.messages).toHaveLength(2);
    receiver.status = 200;
    await sweepAfter(331);
    expect((await deliveries()).map(({ status }) => status)).toEqual(Array(4).fill('delivered'));
    expect(receiver.messages).toHaveLength(6);
  });

  it('is due at once when the address is changed, or the webhook enabled again', async () => {
    receiver.status = 500;
    await tell();
    for (const wait of [0, 6, 331]) await sweepAfter(wait);
    const other = new WebhookReceiver(server, '/other');
    await app.request('PATCH', hook.path, { body: { url: other.url } });
    await sweepAfter(0);
    expect(other.verified(hook.secret)).toHaveLength(1);
    expect(await found()).not.toHaveProperty('failure');

    await app.request('PATCH', hook.path, { body: { url: receiver.url } });
    await tell();
    await sweepAfter(0);
    await app.request('PATCH', hook.path, { body: { enabled: false } });
    const before = receiver.messages.length;
    await sweepAfter(24 * HOUR);
    expect(receiver.messages).toHaveLength(before);
    receiver.status = 204;
    await app.request('PATCH', hook.path, { body: { enabled: true } });
    await sweepAfter(0);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  });
});

describe('the loss of messages', () => {
  const failed = () => auditTrail('webhook.failed');
  /** As if nine attempts had been made of each. */
  const atLastAttempt = () =>
    app.dataSource.query(
      'UPDATE webhook_deliveries SET attempts = 9, next_attempt_at = $2 WHERE webhook_id = $1 AND next_attempt_at IS NOT NULL',
      [hook.id, app.clock.now()],
    );

  it('is told once while it goes on, and again when it begins anew', async () => {
    receiver.status = 500;
    for (const n of [1, 2, 3]) await tell(n);
    await sweepAfter(0);
    for (let lost = 0; lost < 3; lost += 1) {
      await atLastAttempt();
      await sweepAfter(331);
    }
    expect((await deliveries()).filter(({ status }) => status === 'failed')).toHaveLength(3);
    expect(await failed()).toHaveLength(1);

    receiver.status = 200;
    await tell(4);
    await sweepAfter(331);
    receiver.status = 500;
    await tell(5);
    await sweepAfter(0);
    await atLastAttempt();
    await sweepAfter(331);
    expect(await failed()).toHaveLength(2);
  });
});

describe('410', () => {
  it('switches the webhook off: it is sent no more, and the audit trail says so', async () => {
    receiver.status = 410;
    const before = await app.request('GET', hook.path);
    // At once, for the first is sent as soon as it is committed.
    await app.nest.get(Transactions).run(async (tx) => {
      for (const n of [1, 2]) await putEvent(app, tx, tenant, 'idp.updated', { n });
    });
    await sweepAfter(0);
    await sweepAfter(24 * HOUR);
    await tell(3);
    await sweepAfter(24 * HOUR);
    expect(receiver.messages).toHaveLength(1);
    expect(await found()).toMatchObject({ enabled: false, failure: { count: 1 } });
    expect((await app.request('GET', hook.path)).headers.etag).not.toBe(before.headers.etag);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['pending', 'failed']);
    expect(await auditTrail('webhook.failed')).toMatchObject([
      { details: { id: hook.id, changed: ['enabled'] } },
    ]);
  });
});

describe('POST retry', () => {
  const retry = async (id: string) => app.request('POST', `${hook.path}/deliveries/${id}/retry`);

  it('sends what was given up, and what was delivered, once more', async () => {
    receiver.status = 410;
    await tell();
    await sweepAfter(0);
    receiver.status = 204;
    await app.request('PATCH', hook.path, { body: { enabled: true } });
    const [failed] = await deliveries();
    expect((await retry(String(failed?.id))).body).toMatchObject({
      id: failed?.id,
      status: 'pending',
      attempts: 0,
    });
    await sweepAfter(0);
    await retry(String(failed?.id));
    const retried = { id: hook.id, origin: new URL(receiver.url).origin, delivery: failed?.id };
    expect(await auditTrail('webhook.retried')).toMatchObject([
      { actor: 'platform', details: { ...retried, deliveredType: 'idp.updated' } },
      { actor: 'platform', details: retried },
    ]);
    expect((await retry('01890a5d-ac96-774b-bcce-b302099a8057')).status).toBe(404);
    expect(await auditTrail('webhook.retried')).toHaveLength(2);
    await sweepAfter(0);
    expect(await deliveries()).toMatchObject([{ id: failed?.id, status: 'delivered', attempts: 1 }]);
    expect(new Set(receiver.messages.map(({ body }) => body)).size).toBe(1);
    expect(receiver.messages).toHaveLength(3);
  });

  it('does not wait for the pause of a receiver that failed', async () => {
    receiver.status = 500;
    await tell();
    for (const wait of [0, 6]) await sweepAfter(wait);
    receiver.status = 204;
    const [pending] = await deliveries();
    await retry(String(pending?.id));
    await sweepAfter(0);
    expect(await deliveries()).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('what waits', () => {
  it('is at most a thousand messages a webhook; the audit trail has the others', async () => {
    await app.dataSource.query(
      `INSERT INTO webhook_deliveries
       SELECT $1, gen_random_uuid(), 'idp.updated', '{}', 'pending', 1, $2, NULL, NULL, NULL, $3 FROM generate_series(1, 999)`,
      [hook.id, new Date(app.clock.now().getTime() + HOUR * 1000), app.clock.now()],
    );
    const other = await createWebhook(app, tenant.alias, { url: receiver.url });
    await app.request('PATCH', hook.path, { body: { eventTypes: ['idp.updated'] } });
    receiver.status = 500;
    for (const n of [1, 2, 3]) await tell(n);
    const waiting = async ({ id }: MadeWebhook) =>
      (await app.dataSource.query<unknown[]>('SELECT FROM webhook_deliveries WHERE webhook_id = $1', [id]))
        .length;
    expect([await waiting(hook), await waiting(other)]).toEqual([1000, 3]);
    expect(await auditTrail('idp.updated')).toHaveLength(3);
  });

  it("is at most a hundred messages of one tenant at the platform's, so that none keeps another from being told of", async () => {
    receiver.status = 500;
    const platforms = await createWebhook(app, null, { url: receiver.url, eventTypes: ['sp_key.deleted'] });
    const other = await createTenant(app);
    await app.nest.get(Transactions).run(async (tx) => {
      for (let n = 0; n < 101; n += 1) await putEvent(app, tx, tenant, 'sp_key.deleted', { n });
      await putEvent(app, tx, other, 'sp_key.deleted');
    });
    const waiting = await app.dataSource.query<{ tenant: string; count: number }[]>(
      `SELECT payload::json->'data'->>'tenant' AS tenant, count(*)::integer FROM webhook_deliveries
        WHERE webhook_id = $1 GROUP BY 1`,
      [platforms.id],
    );
    expect(waiting).toHaveLength(2);
    expect(waiting).toContainEqual({ tenant: tenant.alias, count: 100 });
    expect(waiting).toContainEqual({ tenant: other.alias, count: 1 });
    await app.request('DELETE', platforms.path);
  });
});
