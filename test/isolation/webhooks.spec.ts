import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { createWebhook, type MadeWebhook, webhooksPath } from '../support/webhook-receiver';

/** What the administrators of tenant A can never do with the webhooks of tenant B, and of the platform. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let hookOfB: MadeWebhook;
let hookOfPlatform: MadeWebhook;
let tokenOfA: string;
beforeAll(async () => {
  app = await startApp();
  hookOfPlatform = await createWebhook(app, null, { url: 'https://platform.example/hook' });
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b] = await Promise.all([createTenant(app), createTenant(app)]);
  tokenOfA = await createToken(app, 'admin', a.alias);
  hookOfB = await createWebhook(app, b.alias, { url: 'https://b.example/hook' });
});

const ROUTES: [string, string, object | undefined][] = [
  ['GET', '', undefined],
  ['PATCH', '', { url: 'https://a.example/hook' }],
  ['POST', '/rotate-secret', undefined],
  ['POST', '/test', undefined],
  ['GET', '/deliveries', undefined],
  ['POST', '/deliveries/01890a5d-ac96-774b-bcce-b302099a8057/retry', undefined],
  ['DELETE', '', undefined],
];

describe.each(['B', 'the platform'])('of %s', (owner) => {
  const hook = () => (owner === 'B' ? hookOfB : hookOfPlatform);
  const list = () => webhooksPath(owner === 'B' ? b.alias : null);
  const stored = async () => (await app.request('GET', hook().path)).body;

  it.each(ROUTES)('%s %s is forbidden', async (method, rest, body) => {
    const before = await stored();
    const response = await app.request(method, hook().path + rest, { token: tokenOfA, body });
    expect(response.status).toBe(403);
    expect(response.text).not.toContain(new URL((before as { url: string }).url).hostname);
    expect(await stored()).toEqual(before);
  });

  it.each(ROUTES)('%s %s finds none of that id among its own', async (method, rest, body) => {
    const before = await stored();
    for (const token of [tokenOfA, undefined]) {
      const path = `${webhooksPath(a.alias)}/${hook().id}${rest}`;
      const response = await app.request(method, path, { token, body });
      expect(response).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await stored()).toEqual(before);
  });

  it('they are not listed, and none is made there', async () => {
    expect((await app.request('GET', list(), { token: tokenOfA })).status).toBe(403);
    const body = { url: 'https://a.example/hook' };
    expect((await app.request('POST', list(), { token: tokenOfA, body })).status).toBe(403);
    const own = await app.request('GET', webhooksPath(a.alias), { token: tokenOfA });
    expect(own.body).toEqual({ items: [], nextCursor: null });
  });
});

it("those of tenants are not among the platform's, for the platform neither", async () => {
  const listed = await app.request('GET', webhooksPath(null));
  expect((listed.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([hookOfPlatform.id]);
  expect((await app.request('GET', `${webhooksPath(null)}/${hookOfB.id}`)).status).toBe(404);
});

it('each tenant has ten of its own, however many others have', async () => {
  for (let made = 1; made < 10; made += 1)
    await createWebhook(app, b.alias, { url: 'https://b.example/hook' });
  const body = { url: 'https://a.example/hook' };
  const more = await app.request('POST', webhooksPath(b.alias), { body });
  const first = await app.request('POST', webhooksPath(a.alias), { body, token: tokenOfA });
  expect([more.status, first.status]).toEqual([409, 201]);
});

it("go with the tenant, and with them their secrets; others' stay", async () => {
  const { id } = await createWebhook(app, a.alias, { url: 'https://a.example/hook' });
  await app.request('DELETE', `/api/v1/tenants/${a.alias}`);
  const left = async (table: string, column: string, value: string) =>
    (await app.dataSource.query<unknown[]>(`SELECT FROM ${table} WHERE ${column} = $1`, [value])).length;
  expect(await left('webhooks', 'id', id)).toBe(0);
  expect(await left('webhook_secrets', 'webhook_id', id)).toBe(0);
  expect(await left('webhook_secrets', 'webhook_id', hookOfB.id)).toBe(1);
});
