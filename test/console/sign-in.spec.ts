import { createTenant, createToken, createUser } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { type LoginScene, makeScene, setCookies, signIn } from '../support/login-scene';
import { makeSetupLink, takeLink } from '../support/setup-links';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(() => {
  app.clock.reset();
});
afterAll(() => app.close());

/** Alice, signed in by SSO, with that role in the console. */
async function aliceWith(consoleRole: string): Promise<{ scene: LoginScene; browser: ConsoleBrowser }> {
  const scene = await makeScene(app);
  const path = `/api/v1/tenants/${scene.tenant.alias}/users/alice`;
  expect((await app.request('PATCH', path, { body: { consoleRole } })).status).toBe(200);
  return { scene, browser: ConsoleBrowser.new(app, setCookies(await signIn(scene))) };
}

describe('whoever is not in', () => {
  it('is asked to sign in, and comes back to the page that he wanted', async () => {
    const { status, headers } = await ConsoleBrowser.new(app).get('/admin');
    expect([status, headers.location]).toEqual([303, '/admin/sign-in?next=%2Fadmin']);
    const response = await ConsoleBrowser.new(app).send('/admin/sign-in', {
      token: app.settings.adminToken,
      next: '/admin/tenants?query=a',
    });
    expect([response.status, response.headers.location]).toEqual([303, '/admin/tenants?query=a']);
  });

  it.each([
    'https://attacker.example/admin',
    '//attacker.example/admin',
    '/administrator',
    '/admin/../logout',
    '/admin\\..',
    '/saml/x/login',
  ])('is never sent on to %s', async (next) => {
    const response = await ConsoleBrowser.new(app).send('/admin/sign-in', {
      token: app.settings.adminToken,
      next,
    });
    expect([response.status, response.headers.location]).toEqual([303, '/admin']);
  });

  it('is told by a part of a page to load the sign-in page, and not shown it inside', async () => {
    const { status, headers, text } = await ConsoleBrowser.new(app).get('/admin', { 'hx-request': 'true' });
    expect([status, headers['hx-redirect'], text]).toEqual([204, '/admin/sign-in?next=%2Fadmin', '']);
  });

  it('gets in with no token that is none', async () => {
    for (const token of ['guess', '', `${app.settings.adminToken}x`, 'a b', '\u{1F600}']) {
      const response = await ConsoleBrowser.new(app).send('/admin/sign-in', { token });
      expect([token, response.status, response.cookies]).toEqual([token, 401, []]);
    }
  });

  it('gets in from no page of another site', async () => {
    const response = await app.request('POST', '/admin/sign-in', {
      token: null,
      body: new URLSearchParams({ token: app.settings.adminToken }),
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://attacker.example' },
    });
    expect([response.status, response.cookies]).toEqual([403, []]);
  });
});

describe('a token', () => {
  it('of the platform administrator opens a session, and the trail says so', async () => {
    const browser = await ConsoleBrowser.enter(app);
    expect((await browser.get('/admin')).status).toBe(200);
  });

  it('of a tenant opens a session for that tenant, which ends with the token', async () => {
    const { alias } = await createTenant(app);
    const browser = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', alias));
    expect((await browser.get('/admin')).text).toContain(alias);
    const [event] = await entries(alias);
    expect(event).toMatchObject({ details: { role: 'viewer' }, outcome: 'success' });
    const tokens = (await app.request('GET', '/api/v1/api-tokens?limit=500')).body as {
      items: { id: string; tenant: string | null }[];
    };
    const mine = tokens.items.find(({ tenant }) => tenant === alias);
    expect((await app.request('DELETE', `/api/v1/api-tokens/${mine?.id ?? ''}`)).status).toBe(204);
    expect((await browser.get('/admin')).status).toBe(303);
  });
});

describe('a RAM user who is signed in', () => {
  it.each(['viewer', 'admin'])('enters by his console role %s', async (role) => {
    const { scene, browser } = await aliceWith(role);
    const entered = await browser.get('/admin/enter?next=/admin');
    expect([entered.status, entered.headers.location]).toEqual([303, '/admin']);
    expect((await browser.get('/admin')).text).toContain(scene.tenant.alias);
    const [event] = await entries(scene.tenant.alias);
    expect(event).toMatchObject({ actor: 'ram-user:alice', details: { role } });
  });

  it('does not enter without a role', async () => {
    const { browser } = await aliceWith('none');
    const asked = await browser.get('/admin/enter');
    expect([asked.status, asked.cookies]).toEqual([200, []]);
    expect((await browser.get('/admin')).status).toBe(303);
  });

  it.each<[string, (alias: string) => Promise<TestResponse>]>([
    ['the platform’s administrator', () => withToken(app.settings.adminToken)],
    ['another with a set-up link', async (alias) => takeLink(app, await makeSetupLink(app, alias))],
  ])('takes the place of %s only where the page that asks is answered', async (_, enter) => {
    const { scene, browser } = await aliceWith('viewer');
    const { alias } = scene.tenant;
    browser.keep(await enter(alias));
    const asked = await browser.get('/admin/enter?next=/admin/search');
    expect([asked.status, asked.cookies]).toEqual([200, []]);
    expect((await browser.get(`/admin/tenants/${alias}/setup`)).status).toBe(200);
    const { as = '', ...fields } = hiddenIn(asked.text);
    for (const other of ['', 'ram-session:00000000-0000-7000-8000-000000000000'])
      expect((await browser.send('/admin/enter', { ...fields, as: other })).cookies).toEqual([]);
    const taken = await browser.send('/admin/enter', { ...fields, as });
    expect([taken.status, taken.headers.location]).toEqual([303, '/admin/search']);
    expect((await browser.get(`/admin/tenants/${alias}/setup`)).status).toBe(403);
    expect((await browser.get(`/admin/tenants/${alias}`)).status).toBe(200);
  });

  it('takes no place of another tenant’s user of the same name unasked', async () => {
    const [{ scene, browser }, other] = [await aliceWith('admin'), await aliceWith('admin')];
    await browser.get('/admin/enter');
    browser.keep(await signIn(other.scene));
    const asked = await browser.get('/admin/enter');
    expect([asked.status, asked.cookies]).toEqual([200, []]);
    expect((await browser.get(`/admin/tenants/${scene.tenant.alias}`)).status).toBe(200);
  });

  it('who signs in anew goes on without a question', async () => {
    const { scene, browser } = await aliceWith('admin');
    await browser.get('/admin/enter');
    browser.keep(await signIn(scene));
    const again = await browser.get('/admin/enter');
    expect([again.status, again.headers.location]).toEqual([303, '/admin']);
    expect((await browser.get('/admin')).status).toBe(200);
  });

  it.each<[string, (scene: LoginScene) => Promise<unknown>]>([
    ['his role is taken', (scene) => patchAlice(scene, { consoleRole: 'none' })],
    ['he is disabled', (scene) => patchAlice(scene, { status: 'disabled' })],
    ['he is signed out everywhere', (scene) => app.request('DELETE', `${userPath(scene)}/sessions`)],
    ['he is deleted', (scene) => app.request('DELETE', userPath(scene))],
  ])('is out at once when %s', async (_, change) => {
    const { scene, browser } = await aliceWith('admin');
    await browser.get('/admin/enter');
    expect((await browser.get('/admin')).status).toBe(200);
    await change(scene);
    expect((await browser.get('/admin')).status).toBe(303);
  });
});

describe('a session', () => {
  it('ends by the form of its own page, and by no other', async () => {
    const browser = await ConsoleBrowser.enter(app);
    for (const fields of [{}, { _token: '' }, { _token: 'x'.repeat(43) }] as Record<string, string>[])
      expect((await browser.send('/admin/sign-out', fields)).status).toBe(403);
    const response = await browser.post('/admin', '/admin/sign-out');
    expect([response.status, response.headers.location]).toEqual([303, '/admin/sign-in?done=signed-out']);
    expect((await browser.get('/admin')).status).toBe(303);
  });

  it('takes no form of another session', async () => {
    const [one, other] = [await ConsoleBrowser.enter(app), await ConsoleBrowser.enter(app)];
    const page = await other.get('/admin');
    const token = /name="_token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(token).not.toBe('');
    expect((await one.send('/admin/sign-out', { _token: token })).status).toBe(403);
  });

  it('ends after an hour without a request, and after eight with them', async () => {
    const { clock } = app;
    const begun = clock.now();
    clock.set(begun);
    const [idle, busy] = [await ConsoleBrowser.enter(app), await ConsoleBrowser.enter(app)];
    clock.set(new Date(begun.getTime() + 3_599_000));
    expect((await busy.get('/admin')).status).toBe(200);
    clock.set(new Date(begun.getTime() + 3_600_000));
    expect((await idle.get('/admin')).status).toBe(303);
    for (let hours = 1.5; hours < 8; hours += 0.5) {
      clock.set(new Date(begun.getTime() + hours * 3_600_000));
      expect([hours, (await busy.get('/admin')).status]).toEqual([hours, 200]);
    }
    clock.set(new Date(begun.getTime() + 8 * 3_600_000));
    expect((await busy.get('/admin')).status).toBe(303);
  });
});

function withToken(token: string): Promise<TestResponse> {
  return ConsoleBrowser.new(app).send('/admin/sign-in', { token });
}

function hiddenIn(html: string): Readonly<Record<string, string>> {
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

async function entries(alias: string): Promise<unknown[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/audit-events?type=console.entered`);
  return (body as { items: unknown[] }).items;
}

function userPath({ tenant }: LoginScene): string {
  return `/api/v1/tenants/${tenant.alias}/users/alice`;
}

function patchAlice(scene: LoginScene, body: object) {
  return app.request('PATCH', userPath(scene), { body });
}

it('is served only what the browser may keep for good, by content', async () => {
  const browser = await ConsoleBrowser.enter(app);
  const { text } = await browser.get('/admin');
  const files = [...text.matchAll(/(?:href|src)="(\/admin\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toHaveLength(3);
  for (const file of files) {
    const { status, headers } = await app.request('GET', file, { token: null });
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  }
  expect((await app.request('GET', '/admin/assets/console.css', { token: null })).status).toBe(404);
});

it('another tenant’s user with the same name is another', async () => {
  const { scene, browser } = await aliceWith('admin');
  await browser.get('/admin/enter');
  const other = await createTenant(app);
  await createUser(app, other.alias, { userName: 'alice' });
  expect((await browser.get('/admin')).text).not.toContain(other.alias);
  expect((await browser.get('/admin')).text).toContain(scene.tenant.alias);
});
