import { AuditService } from '../../src/audit/audit.service';
import { Sweeper } from '../../src/database/sweeper';
import { Transactions } from '../../src/database/transactions';
import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { deliveriesOf, newEvent } from '../support/webhook-events';
import { createWebhook, type MadeWebhook, webhooksPath, WebhookReceiver } from '../support/webhook-receiver';

/** What tenant A is never told of tenant B, nor can do with what B is told. */
let app: TestApp;
let server: DocumentServer;
let a: Tenant;
let b: Tenant;
let receiverOfA: WebhookReceiver;
let receiverOfB: WebhookReceiver;
let hookOfA: MadeWebhook;
let hookOfB: MadeWebhook;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  server = await new DocumentServer().start();
  [a, b] = await Promise.all([createTenant(app), createTenant(app)]);
  [receiverOfA, receiverOfB] = [new WebhookReceiver(server, '/a'), new WebhookReceiver(server, '/b')];
  hookOfA = await createWebhook(app, a.alias, { url: receiverOfA.url });
  hookOfB = await createWebhook(app, b.alias, { url: receiverOfB.url });
});
afterEach(async () => {
  await Promise.all([a, b].map(({ alias }) => app.request('DELETE', `/api/v1/tenants/${alias}`)));
  await server.stop();
});

const tell = async (...tenants: Tenant[]) => {
  const events = tenants.map((tenant) => newEvent(tenant, 'idp.updated', { of: tenant.alias }));
  const audit = app.nest.get(AuditService, { strict: false });
  await app.nest.get(Transactions).run((tx) => audit.appendAll(tx, events));
  await app.nest.get(Sweeper).sweepAll();
};

it("is not told of B's events, also where both have one at once", async () => {
  await tell(b);
  expect([receiverOfA.messages, await deliveriesOf(app, hookOfA.path)]).toEqual([[], []]);
  await tell(a, b);
  expect(receiverOfA.verified(hookOfA.secret)).toMatchObject([{ data: { tenant: a.alias, of: a.alias } }]);
  expect(receiverOfB.verified(hookOfB.secret)).toMatchObject([
    { data: { tenant: b.alias, of: b.alias } },
    { data: { tenant: b.alias, of: b.alias } },
  ]);
});

it("can not make a message of his pass for B's: each webhook has a secret of its own", async () => {
  await tell(a, b);
  expect(() => receiverOfA.verified(hookOfB.secret)).toThrow('No matching signature found');
  expect(() => receiverOfB.verified(hookOfA.secret)).toThrow('No matching signature found');
});

it("neither sees nor repeats B's deliveries, nor by a webhook of his own", async () => {
  await tell(b);
  const token = await createToken(app, 'admin', a.alias);
  const [delivery] = await deliveriesOf(app, hookOfB.path);
  const id = String(delivery?.id);
  const status = async (method: string, path: string) => (await app.request(method, path, { token })).status;
  expect(await status('GET', `${hookOfB.path}/deliveries`)).toBe(403);
  expect(await status('POST', `${hookOfB.path}/deliveries/${id}/retry`)).toBe(403);
  const stolen = `${webhooksPath(a.alias)}/${hookOfB.id}/deliveries`;
  expect(await status('GET', stolen)).toBe(404);
  expect(await status('POST', `${stolen}/${id}/retry`)).toBe(404);
  expect(await status('POST', `${hookOfA.path}/deliveries/${id}/retry`)).toBe(404);
  await app.nest.get(Sweeper).sweepAll();
  expect(receiverOfB.messages).toHaveLength(1);
});

it('goes on getting its own where B and the platform have receivers that fail', async () => {
  const failing = new WebhookReceiver(server, '/platform');
  const platform = await createWebhook(app, null, { url: failing.url });
  failing.status = 500;
  receiverOfB.status = 500;
  await tell(a, b);
  await tell(a);
  expect(receiverOfA.messages).toHaveLength(2);
  const counts = async (hook: MadeWebhook) =>
    (await deliveriesOf(app, hook.path)).map(({ status }) => status);
  expect(await counts(platform)).toEqual(['pending', 'pending', 'pending']);
  expect(await counts(hookOfB)).toEqual(['pending']);
  await app.request('DELETE', platform.path);
});
