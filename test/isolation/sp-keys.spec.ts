import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

/** What the administrators of tenant A can never do with the SP keys of tenant B. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let keysOfB: SpKeyCalls;
let nextOfB: SpKeyItem;
let tokenOfA: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b] = await Promise.all([createTenant(app), createTenant(app)]);
  tokenOfA = await createToken(app, 'admin', a.alias);
  keysOfB = new SpKeyCalls(app, b.alias);
  nextOfB = await keysOfB.created('signing');
});

const CALLS = [
  ['GET', ''],
  ['POST', ''],
  ['GET', '/:id'],
  ['POST', '/:id/promote'],
  ['DELETE', '/:id'],
] as const;

it.each(CALLS)('%s sp/keys%s is forbidden', async (method, rest) => {
  const before = await keysOfB.list();
  const body =
    rest === '' && method === 'POST' ? { purpose: 'encryption', algorithm: 'rsa-2048' } : undefined;
  const response = await keysOfB.call(method, rest.replace(':id', nextOfB.id), { token: tokenOfA, body });
  expect(response.status).toBe(403);
  expect(response.text).not.toContain(nextOfB.sha256Fingerprint);
  expect(await keysOfB.list()).toEqual(before);
});

it.each(CALLS.filter(([, rest]) => rest !== ''))(
  "%s sp/keys%s finds no key of B among A's own",
  async (method, rest) => {
    const before = await keysOfB.list();
    const keysOfA = new SpKeyCalls(app, a.alias);
    await keysOfA.created('signing');
    const path = rest.replace(':id', nextOfB.id);
    for (const token of [tokenOfA, undefined])
      expect((await keysOfA.call(method, path, { token })).status).toBe(404);
    expect(await keysOfB.list()).toEqual(before);
  },
);

it("leaves B's keys, metadata and version as they are, whatever A does with its own", async () => {
  const seen = async () => [
    await keysOfB.list(),
    await keysOfB.published('signing'),
    (await app.request('GET', `/api/v1/tenants/${b.alias}`)).headers.etag,
  ];
  const before = await seen();
  const keysOfA = new SpKeyCalls(app, a.alias);
  await keysOfA.promoted(await keysOfA.created('signing', 'ec-p256'));
  await keysOfA.promoted(await keysOfA.created('signing'));
  expect(await seen()).toEqual(before);
});
