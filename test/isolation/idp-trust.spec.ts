import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { TestIdp } from '../support/idp/test-idp';
import { trust } from '../support/login-scene';

/** What the administrators of tenant A can never do with the IdP of tenant B. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let idpOfB: TestIdp;
let tokenOfA: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b, idpOfB] = await Promise.all([createTenant(app), createTenant(app), TestIdp.create()]);
  tokenOfA = await createToken(app, 'admin', a.alias);
  await trust(app, b.alias, idpOfB.metadata());
});

const idpOf = ({ alias }: Tenant) => `/api/v1/tenants/${alias}/idp`;

it.each([
  ['GET', ''],
  ['GET', '/health'],
  ['GET', '/metadata'],
  ['PUT', ''],
  ['PUT', '?dryRun=true'],
  ['POST', '/refresh'],
  ['GET', '/test-login'],
  ['POST', '/test-login'],
  ['GET', '/versions'],
  ['GET', '/versions/1/metadata'],
  ['POST', '/versions/1/restore'],
  ['DELETE', ''],
])('%s idp%s is forbidden', async (method, rest) => {
  const body = method === 'PUT' ? { metadataXml: (await TestIdp.create()).metadata() } : undefined;
  const response = await app.request(method, idpOf(b) + rest, { token: tokenOfA, body });
  expect(response.status).toBe(403);
  expect(response.text).not.toContain(idpOfB.entityId);
  expect((await app.request('GET', idpOf(b))).body).toMatchObject({ entityId: idpOfB.entityId });
});

it("learns nothing of whether B's metadata could be read, or fetched from where", async () => {
  for (const body of [{ metadataXml: 'x' }, { metadataUrl: 'http://127.0.0.1:1/' }, {}]) {
    const response = await app.request('PUT', idpOf(b), { token: tokenOfA, body });
    expect(response.body).toMatchObject({ status: 403, code: 'auth.forbidden' });
  }
});

it('has a trust of its own, also for the same IdP', async () => {
  expect((await app.request('GET', idpOf(a), { token: tokenOfA })).status).toBe(404);
  await trust(app, a.alias, idpOfB.metadata());
  expect((await app.request('DELETE', idpOf(a), { token: tokenOfA })).status).toBe(204);
  expect((await app.request('GET', idpOf(b))).body).toMatchObject({ entityId: idpOfB.entityId });
});

it("does not take B's tag for its own, nor raises B's version", async () => {
  const { etag } = (await app.request('GET', idpOf(b))).headers;
  const tagOfB = (await app.request('GET', `/api/v1/tenants/${b.alias}`)).headers.etag;
  await trust(app, a.alias, idpOfB.metadata());
  const headers = { 'if-match': String(etag) };
  expect((await app.request('DELETE', idpOf(a), { token: tokenOfA, headers })).status).toBe(412);
  expect((await app.request('GET', `/api/v1/tenants/${b.alias}`)).headers.etag).toBe(tagOfB);
});
