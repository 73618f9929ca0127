import { createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeScene, signIn } from '../support/login-scene';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let tenant: Tenant;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  browser = await ConsoleBrowser.enter(app, await createToken(app, 'admin', tenant.alias));
});

const users = (rest = '') => `/admin/tenants/${tenant.alias}/users${rest}`;
const user = (name: string, rest = '') => users(`/named/${name}${rest}`);
const stored = async (name: string) =>
  (await app.request('GET', `/api/v1/tenants/${tenant.alias}/users/${name}`)).body as Record<string, unknown>;
const namesIn = ({ text }: TestResponse) =>
  [...text.matchAll(/<th scope="row"><a href="[^"]*">([^<]+)/g)].map(([, name]) => name);
const valueOf = ({ text }: TestResponse, name: string) =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';

const FORM = { userName: 'alice', status: 'active', consoleRole: 'none' };

describe('the list', () => {
  it('has everybody, page by page, and finds by a part of a name', async () => {
    for (let index = 10; index < 62; index += 1) {
      await createUser(app, tenant.alias, {
        userName: `u${index}`,
        displayName: index === 30 ? 'Ölaf' : null,
      });
    }
    const first = await browser.get(users());
    expect(namesIn(first)).toHaveLength(50);
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1] ?? '';
    expect(namesIn(await browser.get(next.replaceAll('&amp;', '&')))).toEqual(['u60', 'u61']);
    expect(namesIn(await browser.get(users('?query=%C3%B6la')))).toEqual(['u30']);
    expect(namesIn(await browser.get(users('?query=')))).toHaveLength(50);
    expect(namesIn(await browser.get(users('?query=nobody')))).toEqual([]);
  });

  it.each(['?cursor=nonsense', '?query=%01', `?query=${'x'.repeat(129)}`])('refuses %s', async (query) => {
    expect((await browser.get(users(query))).status).toBe(400);
  });

  it('offers no change to viewers', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', tenant.alias));
    for (const path of [users(), user('alice')]) {
      const { status, text } = await viewer.get(path);
      expect(status).toBe(200);
      expect(text).not.toMatch(/\/users\/(?:new|import)|named\/alice\/|sessions\/sign-out/);
    }
  });

  it('goes out as CSV', async () => {
    await createUser(app, tenant.alias, { userName: 'alice', displayName: '=1' });
    const { text, headers } = await browser.get(users('/export'));
    expect(headers['content-disposition']).toContain('attachment');
    expect(text).toMatch(/^userName,.*\nalice,'=1,,,,active,none\n$/);
  });
});

describe('a user', () => {
  it('is made, with all that the form has', async () => {
    const all = {
      ...FORM,
      displayName: 'Alice',
      email: 'a@acme.example',
      mobilePhone: '+49 1',
      comments: 'x',
    };
    const made = await browser.post(users('/new'), users('/new'), { ...all, consoleRole: 'viewer' });
    expect([made.status, made.headers.location]).toEqual([303, `${user('alice')}?done=created`]);
    expect(await stored('alice')).toMatchObject({ ...all, consoleRole: 'viewer' });
  });

  it('may be called as a page is', async () => {
    await browser.post(users('/new'), users('/new'), { ...FORM, userName: 'new' });
    expect((await browser.get(user('new'))).text).toContain('<h1>new</h1>');
  });

  it('is not made where a field is wrong or the name is taken: the form says so, filled in as it was', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    for (const [fields, status] of [
      [{ ...FORM, userName: 'bob', email: 'x' }, 400],
      [{ ...FORM, userName: 'bob', role: 'x' }, 400],
      [{ ...FORM, userName: 'ALICE', email: 'x@acme.example' }, 409],
    ] as const) {
      const answer = await browser.post(users('/new'), users('/new'), fields);
      expect(answer.status).toBe(status);
      expect(valueOf(answer, 'userName')).toBe(fields.userName);
    }
    expect(await stored('bob')).toMatchObject({ code: 'user.not_found' });
  });

  it('is changed and renamed; what is left empty is cleared', async () => {
    await createUser(app, tenant.alias, { userName: 'alice', displayName: 'A', comments: 'x\ny' });
    const page = await browser.get(user('alice'));
    const fields = { tag: valueOf(page, 'tag'), ...FORM, userName: 'Bob', comments: 'x\r\ny' };
    const saved = await browser.post(user('alice'), user('alice'), fields);
    expect([saved.status, saved.headers.location]).toEqual([303, `${user('Bob')}?done=saved`]);
    expect(await stored('bob')).toMatchObject({ userName: 'Bob', displayName: null, comments: 'x\ny' });
  });

  it('is not overwritten where somebody else changed him meanwhile', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    const tag = valueOf(await browser.get(user('alice')), 'tag');
    await app.request('PATCH', `/api/v1/tenants/${tenant.alias}/users/alice`, {
      body: { comments: 'theirs' },
    });
    const fields = { tag, ...FORM, comments: 'ours' };
    const refused = await browser.post(user('alice'), user('alice'), fields);
    expect(refused.status).toBe(412);
    expect(await stored('alice')).toMatchObject({ comments: 'theirs' });
    const again = { ...fields, tag: valueOf(refused, 'tag') };
    expect((await browser.post(user('alice'), user('alice'), again)).status).toBe(303);
  });

  it('is disabled and enabled', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    for (const status of ['disabled', 'active']) {
      expect(valueOf(await browser.get(user('alice')), 'status')).toBe(status);
      expect((await browser.post(user('alice'), user('alice', '/status'), { status })).status).toBe(303);
      expect(await stored('alice')).toMatchObject({ status });
    }
    expect((await browser.post(user('alice'), user('alice', '/status'), { status: 'x' })).status).toBe(400);
  });

  it('is deleted once that was asked', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    const question = user('alice', '/delete');
    expect((await browser.get(question)).text).toContain(`action="${question}"`);
    const deleted = await browser.post(question, question);
    expect([deleted.status, deleted.headers.location]).toEqual([303, `${users()}?done=deleted`]);
    expect((await browser.get(user('alice'))).status).toBe(404);
    expect((await browser.post(users(), question)).status).toBe(404);
  });

  it('shows as text what somebody gave as markup', async () => {
    await createUser(app, tenant.alias, {
      userName: 'alice',
      displayName: '<b>"x"</b>',
      comments: '</textarea><i>',
    });
    for (const path of [users(), user('alice')]) {
      expect((await browser.get(path)).text).not.toMatch(/<b>|<i>/);
    }
  });
});

it('shows who is signed in, and signs a user out everywhere, from either page', async () => {
  const scene = await makeScene(app, {});
  const admin = await ConsoleBrowser.enter(app);
  const sessions = `/admin/tenants/${scene.tenant.alias}/sessions`;
  const alice = `/admin/tenants/${scene.tenant.alias}/users/named/alice`;
  expect(namesIn(await admin.get(sessions))).toEqual([]);
  for (const [page, path, fields] of [
    [sessions, `${sessions}/sign-out`, { userName: 'alice' }],
    [alice, `${alice}/sign-out`, {}],
  ] as const) {
    await signIn(scene);
    expect(namesIn(await admin.get(sessions))).toEqual(['alice']);
    expect((await admin.post(page, path, fields as Record<string, string>)).status).toBe(303);
    expect(namesIn(await admin.get(sessions))).toEqual([]);
  }
});
