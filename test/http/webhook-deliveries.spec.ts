import { AuditService, type AuditEventType } from '../../src/audit/audit.service';
import { Sweeper } from '../../src/database/sweeper';
import { Transactions } from '../../src/database/transactions';
import { DELIVERED_TYPES } from '../../src/webhooks/delivered-types';
import { createTenant, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { TestIdp } from '../support/idp/test-idp';
import { trust } from '../support/login-scene';
import { type Delivery, deliveriesOf, putEvent } from '../support/webhook-events';
import { createWebhook, webhooksPath, WebhookReceiver } from '../support/webhook-receiver';

let app: TestApp;
let server: DocumentServer;
let receiver: WebhookReceiver;
let tenant: Tenant;
let idp: TestIdp;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  idp = await TestIdp.create();
});
afterAll(() => app.close());
beforeEach(async () => {
  server = await new DocumentServer().start();
  receiver = new WebhookReceiver(server);
  tenant = await createTenant(app);
});
afterEach(async () => {
  await app.nest.get(Sweeper).sweepAll();
  await server.stop();
  app.clock.reset();
});

const make = (body: object = {}, alias: string | null = tenant.alias) =>
  createWebhook(app, alias, { url: receiver.url, ...body });
const sweep = () => app.nest.get(Sweeper).sweepAll();
const idpPath = () => `/api/v1/tenants/${tenant.alias}/idp`;
const typesOf = (messages: unknown[]) => messages.map((message) => (message as { type: string }).type);
const auditTrail = async (type: string) => {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?type=${type}`);
  return (response.body as { items: { id: string; time: string; requestId: string }[] }).items;
};

describe('a change of trust', () => {
  it('is told to the tenant and to the platform, by messages that the library verifies', async () => {
    const other = new WebhookReceiver(server, '/platform');
    const [own, platform] = [await make(), await make({ url: other.url }, null)];
    const body = { metadataXml: idp.metadata() };
    await app.request('PUT', idpPath(), { body, headers: { 'x-request-id': 'put-by-me' } });
    await sweep();
    const [event] = await auditTrail('idp.updated');
    const expected = {
      type: 'idp.updated',
      timestamp: event?.time,
      data: expect.objectContaining({
        tenant: tenant.alias,
        entityId: idp.entityId,
        actor: 'platform',
        requestId: 'put-by-me',
      }) as object,
    };
    expect(receiver.verified(own.secret)).toEqual([expected]);
    expect(other.verified(platform.secret)).toEqual([expected]);
    for (const { messages } of [receiver, other]) expect(messages[0]?.headers['webhook-id']).toBe(event?.id);
    await app.request('DELETE', platform.path);
  });

  it('is told at once, without a round', async () => {
    const { path } = await make();
    await trust(app, tenant.alias, idp.metadata());
    await receiver.received(1);
    await sweep();
    expect(await deliveriesOf(app, path)).toMatchObject([
      { type: 'idp.updated', status: 'delivered', attempts: 1, nextAttemptAt: null, lastStatus: 204 },
    ]);
    expect(receiver.messages).toHaveLength(1);
    const { body } = await app.request('GET', path);
    expect(body).toMatchObject({ lastDeliveredAt: expect.any(String) as string });
    expect(body).not.toHaveProperty('failure');
  });

  it('is told in order, each once', async () => {
    const { secret } = await make();
    await trust(app, tenant.alias, idp.metadata());
    await app.request('DELETE', idpPath());
    await trust(app, tenant.alias, idp.metadata());
    await sweep();
    await sweep();
    expect(typesOf(receiver.verified(secret))).toEqual(['idp.updated', 'idp.deleted', 'idp.updated']);
  });

  it('is not told where it is undone', async () => {
    const { path } = await make();
    const undone = app.nest.get(Transactions).run(async (tx) => {
      await putEvent(app, tx, tenant, 'idp.updated');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await sweep();
    expect([receiver.messages, await deliveriesOf(app, path)]).toEqual([[], []]);
  });

  it('is told of a failing refresh and of its end, once each', async () => {
    const { secret } = await make({ eventTypes: ['idp.refresh_failed', 'idp.refresh_recovered'] });
    app.clock.set(new Date());
    await app.request('PUT', idpPath(), { body: { metadataUrl: server.give('/idp', idp.metadata()) } });
    server.answer('/idp', (_, response) => response.writeHead(503).end());
    for (const hours of [7, 1.2, 2.3]) {
      app.clock.advance(hours * 3600);
      await sweep();
      await sweep();
    }
    server.give('/idp', idp.metadata());
    app.clock.advance(5 * 3600);
    await sweep();
    await sweep();
    expect(receiver.verified(secret)).toMatchObject([
      {
        type: 'idp.refresh_failed',
        data: { tenant: tenant.alias, code: 'idp.metadata_unreachable', actor: 'refresh' },
      },
      { type: 'idp.refresh_recovered', data: { failures: 3 } },
    ]);
  });
});

describe('what is told', () => {
  const append = async (type: string) =>
    app.nest.get(Transactions).run((tx) => putEvent(app, tx, tenant, type));

  it.each(DELIVERED_TYPES)('is %s', async (type) => {
    const { secret } = await make();
    await append(type);
    await sweep();
    expect(receiver.verified(secret)).toMatchObject([{ type, data: { tenant: tenant.alias, n: 1 } }]);
  });

  it('is nothing else: no sign-in, no user, nothing of webhooks', async () => {
    const { path } = await make();
    await createUser(app, tenant.alias);
    await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, { body: { displayName: 'New' } });
    await make({ url: server.url('/other') });
    const types: AuditEventType[] = ['login', 'webhook.failed', 'api_token.created', 'tenant.deleted'];
    for (const type of types) await append(type);
    await sweep();
    expect([receiver.messages, await deliveriesOf(app, path)]).toEqual([[], []]);
  });

  it('is what the webhook asks for, while it is enabled', async () => {
    await make({ eventTypes: ['idp.deleted', 'sp_key.expiring'] });
    const { path } = await make({ url: server.url('/off'), enabled: false });
    for (const type of ['idp.updated', 'idp.deleted', 'sp_key.created', 'sp_key.expiring'])
      await append(type);
    await sweep();
    expect(receiver.messages.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'idp.deleted',
      'sp_key.expiring',
    ]);
    expect(await deliveriesOf(app, path)).toEqual([]);
  });

  it('costs no query where no type is told, and one where nobody listens', async () => {
    const { id } = tenant;
    const queries = async (type: string) =>
      app.nest.get(Transactions).run(async (tx) => {
        if (!tx.queryRunner) throw new Error('a transaction has its query runner');
        const spy = jest.spyOn(tx.queryRunner, 'query');
        await app.nest.get(AuditService, { strict: false }).append(tx, {
          tenantId: id,
          type: type as AuditEventType,
          details: {},
          context: { requestId: 'x', ip: 'none', userAgent: null, actor: 'test' },
        });
        return spy.mock.calls.length;
      });
    const [login, updated] = [await queries('login'), await queries('idp.updated')];
    expect(updated - login).toBe(1);
  });

  it('lets nothing of the details take the place of what is ours', async () => {
    const { secret } = await make();
    await app.nest
      .get(Transactions)
      .run((tx) =>
        putEvent(app, tx, tenant, 'idp.updated', { tenant: 'other', actor: 'x', requestId: 'y', kept: 1 }),
      );
    await sweep();
    const { data } = receiver.verified(secret)[0] as { data: object };
    expect(data).toMatchObject({ tenant: tenant.alias, actor: 'test', requestId: 'of-the-test', kept: 1 });
  });
});

describe('the list of deliveries', () => {
  it('is newest first, by pages', async () => {
    const { path } = await make();
    for (const n of [1, 2, 3])
      await app.nest.get(Transactions).run((tx) => putEvent(app, tx, tenant, 'idp.updated', { n }));
    await sweep();
    const all = await deliveriesOf(app, path);
    expect(all).toHaveLength(3);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    const first = await app.request('GET', `${path}/deliveries?limit=2`);
    const { items, nextCursor } = first.body as { items: Delivery[]; nextCursor: string };
    const second = await app.request('GET', `${path}/deliveries?limit=2&cursor=${nextCursor}`);
    expect([...items, ...(second.body as { items: Delivery[] }).items]).toEqual(all);
  });

  it('is kept for seven days', async () => {
    app.clock.set(new Date());
    const { path } = await make();
    await trust(app, tenant.alias, idp.metadata());
    await sweep();
    app.clock.advance(7 * 24 * 3600 - 1);
    await sweep();
    expect(await deliveriesOf(app, path)).toHaveLength(1);
    app.clock.advance(2);
    await sweep();
    expect(await deliveriesOf(app, path)).toEqual([]);
  });

  it('goes with the webhook', async () => {
    const { id, path } = await make({ url: server.url('/nothing') });
    await trust(app, tenant.alias, idp.metadata());
    expect((await app.request('DELETE', path)).status).toBe(204);
    await sweep();
    const rows = await app.dataSource.query<unknown[]>(
      'SELECT FROM webhook_deliveries WHERE webhook_id = $1',
      [id],
    );
    expect(rows).toEqual([]);
    expect((await app.request('GET', `${path}/deliveries`)).status).toBe(404);
  });

  it('answers 404 for what is not there', async () => {
    const { path } = await make();
    const none = `${webhooksPath(tenant.alias)}/01890a5d-ac96-774b-bcce-b302099a8057/deliveries`;
    expect((await app.request('GET', none)).status).toBe(404);
    for (const id of ['01890a5d-ac96-774b-bcce-b302099a8057', 'x'])
      expect((await app.request('POST', `${path}/deliveries/${id}/retry`)).status).toBe(404);
  });
});
