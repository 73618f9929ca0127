import { createTenant, createToken, createUser, type Tenant, type User } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { isSignedIn, openSession } from '../support/sessions';

/** What tenant A's administrators and users can never do with the sessions of tenant B. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let aliceOfA: User;
let aliceOfB: User;
let tokenOfA: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b] = await Promise.all([createTenant(app), createTenant(app)]);
  aliceOfA = await createUser(app, a.alias, { userName: 'alice' });
  aliceOfB = await createUser(app, b.alias, { userName: 'alice', displayName: 'Of B' });
  tokenOfA = await createToken(app, 'admin', a.alias);
});

it("does not show B's sessions", async () => {
  await openSession(app, b, aliceOfB, { userAgent: 'Browser of B' });
  const forbidden = await app.request('GET', `/api/v1/tenants/${b.alias}/sessions`, { token: tokenOfA });
  expect(forbidden.status).toBe(403);
  expect(forbidden.text).not.toContain('Browser of B');
  const own = await app.request('GET', `/api/v1/tenants/${a.alias}/sessions`, { token: tokenOfA });
  expect(own.body).toEqual({ items: [], nextCursor: null });
});

it("does not end the sessions of B's user of the same name", async () => {
  const [ofA, ofB] = [await openSession(app, a, aliceOfA), await openSession(app, b, aliceOfB)];
  const token = tokenOfA;
  const forbidden = await app.request('DELETE', `/api/v1/tenants/${b.alias}/users/alice/sessions`, { token });
  expect(forbidden.status).toBe(403);
  await app.request('DELETE', `/api/v1/tenants/${a.alias}/users/alice/sessions`, { token });
  await app.request('DELETE', `/api/v1/tenants/${a.alias}/users/alice`, { token });
  expect(await isSignedIn(app, ofA)).toBe(false);
  expect(await isSignedIn(app, ofB)).toBe(true);
});

it("does not take A's secret under B's id", async () => {
  const { cookies } = await openSession(app, a, aliceOfA);
  const moved = (cookies.ram_session ?? '').replace(a.id, b.id);
  expect((await app.request('GET', '/session', { cookies: { ram_session: moved } })).status).toBe(401);
});

it("is not held to B's networks", async () => {
  const session = await openSession(app, a, aliceOfA);
  await app.request('PATCH', `/api/v1/tenants/${b.alias}`, {
    body: { loginNetworkMasks: ['203.0.113.0/24'] },
  });
  expect(await isSignedIn(app, session)).toBe(true);
});

it('has no session of a user of another tenant', async () => {
  await expect(openSession(app, a, aliceOfB)).rejects.toThrow('fk_sessions_user');
});
