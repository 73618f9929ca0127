import { newId } from '../../src/secrets/ids';
import { newSecret } from '../../src/secrets/tokens';
import { codeOf, createTenant, createToken, createUser, type Tenant, type User } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { isSignedIn, openSession } from '../support/sessions';

let app: TestApp;
let tenant: Tenant;
let alice: User;
beforeAll(async () => {
  app = await startApp({ trustedProxies: ['127.0.0.1'] });
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  alice = await createUser(app, tenant.alias, { userName: 'Alice', displayName: 'Alice Liddell' });
});

const base = () => `/api/v1/tenants/${tenant.alias}`;
const whoAmI = (cookies?: Record<string, string>, headers = {}) =>
  app.request('GET', '/session', { cookies, headers });
interface Page {
  readonly items: readonly { readonly id: string; readonly userName: string }[];
  readonly nextCursor: string | null;
}

async function list(query = ''): Promise<Page> {
  const response = await app.request('GET', `${base()}/sessions${query}`);
  expect(response.status).toBe(200);
  return response.body as Page;
}

const ids = ({ items }: Page) => items.map(({ id }) => id);

describe('GET /session', () => {
  it('says who is signed in, until when, and since when at the IdP', async () => {
    const { cookies } = await openSession(app, tenant, alice);
    const response = await whoAmI(cookies);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    const instant = expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/) as string;
    expect(response.body).toEqual({
      tenant: tenant.alias,
      user: {
        userName: 'Alice',
        userPrincipalName: `Alice@${tenant.defaultDomain}`,
        displayName: 'Alice Liddell',
      },
      issuedAt: instant,
      expiresAt: instant,
      authnInstant: instant,
    });
    const { issuedAt, expiresAt } = response.body as { issuedAt: string; expiresAt: string };
    expect(Date.parse(expiresAt) - Date.parse(issuedAt)).toBe(3_600_000);
  });

  it.each([
    ['no cookie', () => ({})],
    ['an empty cookie', () => ({ ram_session: '' })],
    ['a cookie that is none of ours', () => ({ ram_session: 'x' })],
    ['a secret that nobody has', () => ({ ram_session: `${tenant.id}.${newSecret()}` })],
    ['a tenant that is not there', () => ({ ram_session: `${newId()}.${newSecret()}` })],
  ])('answers 401 to %s', async (_, cookies) => {
    const response = await whoAmI(cookies());
    expect([response.status, codeOf(response)]).toEqual([401, 'auth.required']);
    expect(response.headers['www-authenticate']).toBeDefined();
  });

  it('answers 401 once the session has expired, by the clock of the database', async () => {
    const { cookies } = await openSession(app, tenant, alice, { expiresInSeconds: -1 });
    expect((await whoAmI(cookies)).status).toBe(401);
  });

  it('follows the user: a new name shows, disabling ends the session for good', async () => {
    const session = await openSession(app, tenant, alice);
    const patch = (name: string, body: object) => app.request('PATCH', `${base()}/users/${name}`, { body });
    await patch('alice', { userName: 'Bob', displayName: null });
    expect((await whoAmI(session.cookies)).body).toMatchObject({
      user: { userName: 'Bob', displayName: null },
    });
    await patch('bob', { status: 'disabled' });
    expect((await whoAmI(session.cookies)).status).toBe(401);
    await patch('bob', { status: 'active' });
    expect((await whoAmI(session.cookies)).status).toBe(401);
    expect(await isSignedIn(app, await openSession(app, tenant, alice))).toBe(true);
  });

  it('ends with the user and with the tenant', async () => {
    const bob = await createUser(app, tenant.alias, { userName: 'bob' });
    const [ofAlice, ofBob] = [await openSession(app, tenant, alice), await openSession(app, tenant, bob)];
    await app.request('DELETE', `${base()}/users/alice`);
    expect(await isSignedIn(app, ofAlice)).toBe(false);
    expect(await isSignedIn(app, ofBob)).toBe(true);
    await app.request('DELETE', base());
    expect(await isSignedIn(app, ofBob)).toBe(false);
  });

  it("is held to the tenant's networks, and keeps the cookie", async () => {
    const session = await openSession(app, tenant, alice);
    const from = (ip: string) => whoAmI(session.cookies, { 'x-forwarded-for': ip });
    await app.request('PATCH', base(), { body: { loginNetworkMasks: ['203.0.113.0/24', '2001:db8::/32'] } });
    expect((await from('203.0.113.9')).status).toBe(200);
    expect((await from('::ffff:203.0.113.9')).status).toBe(200);
    expect((await from('2001:db8::9')).status).toBe(200);
    const outside = await from('198.51.100.1');
    expect([outside.status, codeOf(outside)]).toEqual([403, 'sso.network_forbidden']);
    expect(outside.headers['set-cookie']).toBeUndefined();
    expect(outside.text).not.toContain('Liddell');
    expect((await from('203.0.113.9')).status).toBe(200);
  });

  it('is the same on every node', async () => {
    const other = await startApp({}, app);
    const session = await openSession(app, tenant, alice);
    expect(await isSignedIn(other, session)).toBe(true);
    await app.request('DELETE', `${base()}/users/alice/sessions`);
    expect(await isSignedIn(other, session)).toBe(false);
    await other.close();
  });
});

it('has the __Host- cookie alone on https', async () => {
  const secure = await startApp({ baseUrl: 'https://sso.example' }, app);
  const { cookies } = await openSession(secure, tenant, alice);
  expect(Object.keys(cookies)).toEqual(['__Host-ram_session']);
  expect((await secure.request('GET', '/session', { cookies })).status).toBe(200);
  const plain = { ram_session: cookies['__Host-ram_session'] ?? '' };
  expect((await secure.request('GET', '/session', { cookies: plain })).status).toBe(401);
  await secure.close();
});

describe('GET /tenants/{alias}/sessions', () => {
  it('shows all of a session but its secret', async () => {
    const session = await openSession(app, tenant, alice, { ip: '203.0.113.7', userAgent: null });
    const { items, nextCursor } = await list();
    const instant = expect.any(String) as string;
    expect(items).toEqual([
      {
        id: session.id,
        userName: 'Alice',
        issuedAt: instant,
        expiresAt: instant,
        authnInstant: instant,
        ip: '203.0.113.7',
        userAgent: null,
      },
    ]);
    expect(nextCursor).toBeNull();
  });

  it('shows live ones alone', async () => {
    const gone = await createUser(app, tenant.alias, { userName: 'gone' });
    await openSession(app, tenant, alice, { expiresInSeconds: -1 });
    await openSession(app, tenant, gone);
    const live = await openSession(app, tenant, alice);
    await app.request('PATCH', `${base()}/users/gone`, { body: { status: 'disabled' } });
    expect(ids(await list())).toEqual([live.id]);
  });

  it('pages from the newest on, whoever signs in meanwhile', async () => {
    const first = await openSession(app, tenant, alice);
    const second = await openSession(app, tenant, alice);
    const third = await openSession(app, tenant, alice);
    const page = await list('?limit=2');
    expect(ids(page)).toEqual([third.id, second.id]);
    await openSession(app, tenant, alice);
    const rest = await list(`?limit=2&cursor=${page.nextCursor ?? ''}`);
    expect(ids(rest)).toEqual([first.id]);
    expect(rest.nextCursor).toBeNull();
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?cursor=eA', 'cursor'],
    ['?userName=alice', 'userName'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await app.request('GET', `${base()}/sessions${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
  });
});

describe('DELETE /tenants/{alias}/users/{userName}/sessions', () => {
  it('signs a user out everywhere, and nobody else', async () => {
    const bob = await createUser(app, tenant.alias, { userName: 'bob' });
    const ofAlice = [await openSession(app, tenant, alice), await openSession(app, tenant, alice)];
    const ofBob = await openSession(app, tenant, bob);
    const response = await app.request('DELETE', `${base()}/users/ALICE/sessions`);
    expect([response.status, response.text]).toEqual([204, '']);
    for (const session of ofAlice) expect(await isSignedIn(app, session)).toBe(false);
    expect(await isSignedIn(app, ofBob)).toBe(true);
    const { body } = await app.request('GET', `${base()}/audit-events?type=sessions.ended`);
    expect(body).toMatchObject({ items: [{ userName: 'Alice', actor: 'platform', details: { ended: 2 } }] });
  });

  it('is done also where there was none', async () => {
    expect((await app.request('DELETE', `${base()}/users/alice/sessions`)).status).toBe(204);
  });

  it.each(['nobody', 'a%20b', '%E2%84%AA'])('does not know %s', async (userName) => {
    const response = await app.request('DELETE', `${base()}/users/${userName}/sessions`);
    expect([response.status, codeOf(response)]).toEqual([404, 'user.not_found']);
  });
});

it('asks for a token, and for an admin to end sessions', async () => {
  const viewer = await createToken(app, 'viewer', tenant.alias);
  const as = (token: string | null, method: string, path: string) =>
    app.request(method, base() + path, { token });
  expect((await as(null, 'GET', '/sessions')).status).toBe(401);
  expect((await as(viewer, 'GET', '/sessions')).status).toBe(200);
  expect((await as(viewer, 'DELETE', '/users/alice/sessions')).status).toBe(403);
});

it('limits how often one address asks', async () => {
  const limited = await startApp({ rateLimitFactor: 1 / 6000 }, app);
  expect((await limited.request('GET', '/session')).status).toBe(401);
  const response = await limited.request('GET', '/session');
  expect([response.status, codeOf(response)]).toEqual([429, 'request.rate_limited']);
  await limited.close();
});
