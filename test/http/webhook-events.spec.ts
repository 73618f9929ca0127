import { Sweeper } from '../../src/database/sweeper';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { trust } from '../support/login-scene';
import { SpKeyCalls } from '../support/sp-keys';
import { createWebhook, type MadeWebhook, WebhookReceiver } from '../support/webhook-receiver';

/** What really happens, from its cause to the receiver. */
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
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
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

interface Message {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The first sweep tells, the second sends what is due by then. */
async function sweepAt(time: string): Promise<void> {
  app.clock.set(new Date(time));
  for (let round = 0; round < 2; round += 1) await app.nest.get(Sweeper).sweepAll();
}

const messages = () => receiver.verified(hook.secret) as Message[];
const last = () => messages().at(-1);

it("tells 30, 7 and 1 days before the IdP's certificate ends, each once", async () => {
  const keys = await makeKeyPair({ kind: 'ec', notAfter: new Date('2026-06-01T00:00:00Z') });
  await trust(app, tenant.alias, (await TestIdp.create(keys)).metadata());
  for (const day of ['2026-05-01', '2026-05-03', '2026-05-04', '2026-05-24', '2026-05-26', '2026-05-31'])
    await sweepAt(`${day}T12:00:00Z`);
  await sweepAt('2026-06-02T12:00:00Z');
  const told = messages().filter(({ type }) => type === 'idp.certificate_expiring');
  expect(told.map(({ data }) => [data.threshold, data.notAfter, data.tenant])).toEqual(
    [30, 7, 1].map((days) => [days, '2026-06-01T00:00:00.000Z', tenant.alias]),
  );
});

it('tells before the metadata and a key of our own end', async () => {
  const metadata = (await TestIdp.create()).metadata();
  await trust(
    app,
    tenant.alias,
    metadata.replace('entityID=', 'validUntil="2026-04-01T00:00:00Z" entityID='),
  );
  await sweepAt('2026-03-31T12:00:00Z');
  expect(last()).toMatchObject({ type: 'idp.metadata_expiring', data: { threshold: 1, actor: 'watch' } });

  await new SpKeyCalls(app, tenant.alias).created('signing');
  await sweepAt('2036-03-30T00:00:00Z');
  const told = messages().filter(({ type }) => type === 'sp_key.expiring');
  expect(told.map(({ data }) => data.threshold)).toContain(7);
});

it('tells of keys of our own that are made, take over, and go', async () => {
  const calls = new SpKeyCalls(app, tenant.alias);
  const made = await calls.created('signing');
  await calls.promoted(made);
  const { id } = await calls.created('signing');
  await calls.call('DELETE', `/${id}`);
  await sweepAt('2026-03-01T10:00:00Z');
  expect(messages().map(({ type, data }) => [type, data.id])).toEqual([
    ['sp_key.created', made.id],
    ['sp_key.promoted', made.id],
    ['sp_key.created', id],
    ['sp_key.deleted', id],
  ]);
  for (const { body } of receiver.messages) expect(body).not.toContain('PRIVATE');
});

it('tells of a next key of the IdP by its name and dates, and of its old one that is gone', async () => {
  const idp = await TestIdp.create();
  const next = await makeKeyPair({ subject: 'CN=Next' });
  const give = (...certificates: Buffer[]) => server.give('/idp', idp.metadata({ certificates }));
  const [oldKey, nextKey] = [idp.keys.certificateDer, next.certificateDer];
  const body = { metadataUrl: give(oldKey) };
  await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, { body });
  give(oldKey, nextKey);
  await sweepAt('2026-03-01T18:00:00Z');
  const named = { subject: 'CN=Next', notAfter: '2099-01-01T00:00:00.000Z' };
  expect(last()).toMatchObject({
    type: 'idp.updated',
    data: { actor: 'refresh', certificatesAdded: [named], certificatesRemoved: [] },
  });
  give(nextKey);
  await sweepAt('2026-03-02T02:00:00Z');
  expect(last()).toMatchObject({
    type: 'idp.updated',
    data: { certificatesAdded: [], certificatesRemoved: [{ subject: 'CN=Test IdP' }] },
  });
});
