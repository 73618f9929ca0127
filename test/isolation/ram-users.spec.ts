import { createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

/** What the administrators of tenant A can never do to the users of tenant B. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let tokenOfA: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b] = await Promise.all([createTenant(app), createTenant(app)]);
  tokenOfA = await createToken(app, 'admin', a.alias);
  await createUser(app, b.alias, { userName: 'alice', displayName: 'Of B' });
});

const usersOf = ({ alias }: Tenant) => `/api/v1/tenants/${alias}/users`;

it.each([
  ['GET', '', undefined],
  ['GET', '?query=ali', undefined],
  ['POST', '', { userName: 'mallory' }],
  ['GET', '/alice', undefined],
  ['GET', '/nobody', undefined],
  ['PATCH', '/alice', { status: 'disabled' }],
  ['DELETE', '/alice', undefined],
  ['GET', ':export', undefined],
  ['POST', ':import', '{"userName":"alice","status":"disabled"}'],
  ['POST', ':import?dryRun=true', '{"userName":"alice"}'],
])('%s %s is forbidden, whoever is there', async (method, path, body) => {
  const headers: Record<string, string> = path.startsWith(':import')
    ? { 'content-type': 'application/x-ndjson' }
    : {};
  const response = await app.request(method, usersOf(b) + path, { token: tokenOfA, body, headers });
  expect(response.status).toBe(403);
  expect(response.text).not.toContain('Of B');
});

it('leaves B as it was', async () => {
  const before = await app.request('GET', `${usersOf(b)}/alice`);
  await app.request('DELETE', `${usersOf(b)}/alice`, { token: tokenOfA });
  await app.request('PATCH', `${usersOf(b)}/alice`, { token: tokenOfA, body: { status: 'disabled' } });
  const after = await app.request('GET', `${usersOf(b)}/alice`);
  expect(after.body).toEqual(before.body);
  expect(after.headers.etag).toBe(before.headers.etag);
});

it('has names of its own', async () => {
  await createUser(app, a.alias, { userName: 'Alice', displayName: 'Of A' });
  await app.request('PATCH', `${usersOf(a)}/alice`, { body: { userName: 'bob' } });
  await app.request('DELETE', `${usersOf(a)}/bob`);
  expect((await app.request('GET', `${usersOf(b)}/alice`)).body).toMatchObject({ displayName: 'Of B' });
});

it('imports into its own alone', async () => {
  const body = '{"userName":"ALICE","displayName":"Of A"}\n';
  const headers = { 'content-type': 'application/x-ndjson' };
  const { text } = await app.request('POST', `${usersOf(a)}:import`, { token: tokenOfA, body, headers });
  expect(text).toContain('"created"');
  expect((await app.request('GET', `${usersOf(b)}/alice`)).body).toMatchObject({ displayName: 'Of B' });
});

it('lists and searches its own alone', async () => {
  await createUser(app, a.alias, { userName: 'alice2' });
  const { body } = await app.request('GET', `${usersOf(a)}?query=ali`, { token: tokenOfA });
  expect((body as { items: { userName: string }[] }).items.map(({ userName }) => userName)).toEqual([
    'alice2',
  ]);
});

it("takes B's cursor for a place in its own list", async () => {
  await createUser(app, b.alias, { userName: 'bob' });
  await createUser(app, a.alias, { userName: 'carol' });
  const first = await app.request('GET', `${usersOf(b)}?limit=1`);
  const { nextCursor } = first.body as { nextCursor: string };
  const { body } = await app.request('GET', `${usersOf(a)}?cursor=${nextCursor}`, { token: tokenOfA });
  expect((body as { items: { userName: string }[] }).items.map(({ userName }) => userName)).toEqual([
    'carol',
  ]);
});

it("does not take B's tag for its own", async () => {
  await createUser(app, a.alias, { userName: 'alice' });
  const { etag } = (await app.request('GET', `${usersOf(b)}/alice`)).headers;
  const headers = { 'if-match': String(etag) };
  expect((await app.request('DELETE', `${usersOf(a)}/alice`, { token: tokenOfA, headers })).status).toBe(412);
});
