import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  attributeOf,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  redirectedMessage,
  setCookies,
  signIn,
} from '../support/login-scene';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(() => {
  app.clock.reset();
});
afterAll(() => app.close());

const ago = (seconds: number) => new Date(app.clock.now().getTime() - seconds * 1000);

const confirm = (browser: ConsoleBrowser, token: string) =>
  browser.post('/admin/confirm?next=/admin', '/admin/confirm', { token, next: '/admin' });

async function makeAdministrator(): Promise<LoginScene> {
  const scene = await makeScene(app);
  const path = `/api/v1/tenants/${scene.tenant.alias}/users/alice`;
  await app.request('PATCH', path, { body: { consoleRole: 'admin' } });
  return scene;
}

describe('showing again that it is he', () => {
  it('takes the token that the session was opened with, and no other that is good', async () => {
    const { alias } = await createTenant(app);
    const [own, other] = [await createToken(app, 'admin', alias), await createToken(app, 'admin', alias)];
    const browser = await ConsoleBrowser.enter(app, own);
    for (const token of [other, app.settings.adminToken, 'guess'])
      expect((await confirm(browser, token)).status).toBe(403);
    const response = await confirm(browser, own);
    expect([response.status, response.headers.location]).toEqual([303, '/admin?done=confirmed']);
  });

  it('is done by a RAM user at the identity provider, which is told to ask him', async () => {
    const scene = await makeAdministrator();
    const browser = ConsoleBrowser.new(app, setCookies(await signIn(scene)));
    await browser.get('/admin/enter');
    const { text } = await browser.get('/admin/confirm?next=/admin');
    const link = new URL(/role="button" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '');
    const begun = await app.request('GET', `${link.pathname}${link.search}`, { token: null });
    expect(attributeOf(redirectedMessage(begun), 'ForceAuthn')).toBe('true');
    const plan = planFor(scene, attributeOf(redirectedMessage(begun), 'ID'));
    const answered = await postResponse(scene, scene.idp.post(plan), { cookies: setCookies(begun) });
    expect([answered.status, answered.headers.location]).toEqual([
      303,
      `${app.settings.baseUrl}/admin/confirmed?next=%2Fadmin`,
    ]);
    const done = await browser.keep(answered).get('/admin/confirmed?next=/admin');
    expect([done.status, done.headers.location]).toEqual([303, '/admin?done=confirmed']);
  });

  it('is not done by another tenant’s user of the same name', async () => {
    const [own, other] = [await makeAdministrator(), await makeAdministrator()];
    const browser = ConsoleBrowser.new(app, setCookies(await signIn(own)));
    await browser.get('/admin/enter');
    for (const [scene, status] of [
      [other, 403],
      [own, 303],
    ] as const) {
      browser.keep(await signIn(scene));
      expect((await browser.get('/admin/confirmed?next=/admin')).status).toBe(status);
    }
  });
});

describe('a sign-in that the identity provider did not ask anew for', () => {
  it.each([
    [599, 303],
    [601, 403],
  ])('%i seconds ago is answered %i', async (seconds, status) => {
    const scene = await makeAdministrator();
    const plan = planFor(scene);
    if (plan.authnStatement) plan.authnStatement.authnInstant = ago(seconds);
    const browser = ConsoleBrowser.new(app, setCookies(await postResponse(scene, scene.idp.post(plan))));
    await browser.get('/admin/enter');
    expect((await browser.get('/admin/confirmed?next=/admin')).status).toBe(status);
  });
});

describe('whoever did not show lately that it is he', () => {
  it.each([
    ['a tenant is deleted', 'delete'],
    ['its trust is taken away', 'trust/delete'],
    ['an old version of its trust is restored', 'trust/versions/1/restore'],
    ['single sign-on is switched off', 'setup/switch/off'],
    ['its next key is promoted', 'keys/none/promote'],
    ['a key of it is deleted', 'keys/none/delete'],
    ['a set-up link is made', 'setup-links'],
    ['a new secret is given to its webhook', 'webhooks/none/rotate-secret'],
    ['a new secret is given to a webhook of the platform', '/admin/webhooks/none/rotate-secret'],
    ['an API token is made', '/admin/new-api-token'],
  ])('is asked first before %s', async (_, form) => {
    const { alias } = await createTenant(app);
    const path = form.startsWith('/') ? form : `/admin/tenants/${alias}/${form}`;
    const browser = await ConsoleBrowser.enter(app);
    app.clock.advance(590);
    expect((await browser.send(path, {})).status).toBe(403);
    app.clock.advance(11);
    const asked = await browser.send(path, {});
    expect([asked.status, asked.headers.location]).toEqual([303, '/admin/confirm?next=%2Fadmin']);
  });
});
