import { TestReportsRepository } from '../../src/saml-login/test-login/test-reports.repository';
import { createTenant, createToken, createUser } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import {
  attributeOf,
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  redirectedMessage,
  setCookies,
  signIn,
} from '../support/login-scene';
import { makeSetupLink, takeLink } from '../support/setup-links';
import { makeSwitchedOff } from '../support/sso-trial';
import { answerTest, pressStart } from '../support/test-login';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';
import { uploadForm } from './support/upload-form';

let app: TestApp;
let admin: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.reset();
  app.clock.set(new Date());
  admin = await ConsoleBrowser.enter(app);
});
afterAll(() => app.close());

const at = ({ tenant }: Pick<LoginScene, 'tenant'>, rest = '') =>
  `/admin/tenants/${tenant.alias}/setup${rest}`;
const locationOf = ({ headers }: TestResponse) => String(headers.location);
const tenantOf = async ({ tenant }: LoginScene) =>
  (await app.request('GET', `/api/v1/tenants/${tenant.alias}`)).body as Record<string, unknown>;
/** How many steps have a tick. */
const ticks = async (scene: Pick<LoginScene, 'tenant'>) =>
  ((await admin.get(at(scene))).text.match(/class="badge good">✓/g) ?? []).length;

/** Runs the test whose link stands on the page. */
async function runTestOf(scene: LoginScene, page: TestResponse): Promise<void> {
  const token = /test-login\?token=([\w-]{43})/.exec(page.text)?.[1] ?? '';
  const started = await pressStart(scene, token);
  const requestId = attributeOf(redirectedMessage(started), 'ID');
  const relayState = new URL(locationOf(started)).searchParams.get('RelayState') ?? '';
  const begun = { relayState, cookies: setCookies(started) };
  await answerTest(scene, begun, scene.idp.post(planFor(scene, requestId)));
}

it('keeps ten documents of a tenant, and the newest of them', async () => {
  const scene = await makeSwitchedOff(app);
  const token = await createToken(app, 'admin', scene.tenant.alias);
  const browsers: ConsoleBrowser[] = [];
  for (let count = 0; count < 12; count += 1) {
    const browser = await ConsoleBrowser.enter(app, token);
    browsers.push(browser);
    const _token = formTokenIn(await browser.get(at(scene, '/idp')));
    await browser.upload(at(scene, '/idp'), uploadForm({ _token, metadataXml: '<a/>' }));
    app.clock.advance(1);
  }
  const kept = await Promise.all(
    browsers.map(async (browser) => locationOf(await browser.get(at(scene, '/idp/preview')))),
  );
  expect(kept.map((location) => location.endsWith('done=gone'))).toEqual([
    true,
    true,
    ...Array.from({ length: 10 }, () => false),
  ]);
});

it('tells how far it is from the tenant itself', async () => {
  expect(await ticks({ tenant: await createTenant(app, { ssoEnabled: false }) })).toBe(1);
  const scene = await makeSwitchedOff(app);
  expect(await ticks(scene)).toBe(3);
  await runTestOf(scene, await admin.post(at(scene, '/test'), at(scene, '/test')));
  expect(await ticks(scene)).toBe(5);
  await admin.post(at(scene, '/switch'), at(scene, '/switch'), { to: 'on' });
  expect(await ticks(scene)).toBe(6);
});

it('adds a user, without a role in the console', async () => {
  const scene = { tenant: await createTenant(app) };
  const page = at(scene, '/users');
  const fields = { userName: 'alice', displayName: 'Alice', consoleRole: 'admin' };
  expect((await admin.post(page, page, fields)).status).toBe(303);
  const { body } = await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}/users/alice`);
  expect(body).toMatchObject({ displayName: 'Alice', consoleRole: 'none' });
  expect((await admin.post(page, page, fields)).status).toBe(409);
  expect((await admin.post(page, page, { userName: 'a b' })).status).toBe(400);
});

it('makes a test link, shown once, and tells how the last test went', async () => {
  const scene = await makeSwitchedOff(app);
  const page = at(scene, '/test');
  const made = await admin.post(page, page);
  expect(made.text).toMatch(/test-login\?token=[\w-]{43}/);
  expect((await admin.get(page)).text).not.toContain('token=');
  await runTestOf(scene, made);
  const passed = (await admin.get(page)).text;
  expect([passed.includes('alice'), passed.includes('sso.disabled')]).toEqual([true, true]);
  expect(passed.match(/<li class="(passed|failed)">/g)).toHaveLength(23);
  expect(passed).toContain('&lt;saml:Assertion');
  await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/users/alice`);
  await runTestOf(scene, await admin.post(page, page));
  expect((await admin.get(page)).text).toContain('user.not_found');
});

it('shows no report of the test before for that of the last one, which could not be kept', async () => {
  const scene = await makeSwitchedOff(app);
  const page = at(scene, '/test');
  await runTestOf(scene, await admin.post(page, page));
  const put = jest
    .spyOn(app.nest.get(TestReportsRepository, { strict: false }), 'put')
    .mockRejectedValueOnce(new Error('full'));
  await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/users/alice`);
  await runTestOf(scene, await admin.post(page, page));
  expect(put).toHaveBeenCalledTimes(1);
  put.mockRestore();
  const { text } = await admin.get(page);
  expect([text.includes('user.not_found'), text.includes('&lt;saml:Assertion')]).toEqual([true, false]);
});

describe('the switch', () => {
  it('shows who would be locked out', async () => {
    const scene = await makeSwitchedOff(app);
    await createUser(app, scene.tenant.alias, { userName: 'bob', displayName: 'Bob Stone' });
    const { text } = await admin.get(at(scene, '/switch'));
    for (const shown of ['bob', 'Bob Stone', 'not_tested', 'users_unmatched']) expect(text).toContain(shown);
  });

  it('begins a trial that counts down, without script too, and that a login confirms', async () => {
    const scene = await makeSwitchedOff(app);
    const page = at(scene, '/switch');
    const begun = await admin.post(page, page, { to: 'trial' });
    expect(locationOf(begun)).toBe(`${page}?done=trial-started`);
    app.clock.advance(61);
    const { text } = await admin.get(page);
    expect(text).toContain('<noscript><meta http-equiv="refresh" content="15"/></noscript>');
    expect(text).toContain('<strong>8:59</strong>');
    const part = await admin.get(`${page}/countdown`, { 'hx-request': 'true' });
    expect([part.status, part.text.startsWith('<p id="countdown"')]).toEqual([200, true]);
    await signIn(scene);
    const over = await admin.get(`${page}/countdown`, { 'hx-request': 'true' });
    expect([over.status, over.headers['hx-redirect']]).toEqual([204, page]);
    expect((await admin.get(page)).text).not.toContain('http-equiv="refresh"');
    expect(await tenantOf(scene)).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
  });

  it.each([
    ['end', { ssoEnabled: false, ssoTrialEndsAt: null }],
    ['on', { ssoEnabled: true, ssoTrialEndsAt: null }],
  ])('settles a trial by hand: %s', async (to, expected) => {
    const scene = await makeSwitchedOff(app);
    const page = at(scene, '/switch');
    await admin.post(page, page, { to: 'trial' });
    expect((await admin.post(page, page, { to })).status).toBe(303);
    expect(await tenantOf(scene)).toMatchObject(expected);
  });

  it('goes off and on, and to nothing else', async () => {
    const scene = await makeScene(app);
    const page = at(scene, '/switch');
    expect(locationOf(await admin.post(`${page}/off`, `${page}/off`))).toBe(`${page}?done=switched-off`);
    expect(await tenantOf(scene)).toMatchObject({ ssoEnabled: false });
    for (const to of ['sideways', 'off']) expect((await admin.post(page, page, { to })).status).toBe(400);
    await admin.post(page, page, { to: 'on' });
    expect(await tenantOf(scene)).toMatchObject({ ssoEnabled: true });
    expect((await admin.post(page, page, { to: 'trial' })).status).toBe(409);
  });
});

describe('switching off', () => {
  it('asks first whoever did not show lately that it is he', async () => {
    const scene = await makeScene(app);
    const page = `${at(scene, '/switch')}/off`;
    const begun = app.clock.now();
    app.clock.set(begun);
    const own = await ConsoleBrowser.enter(app);
    const token = formTokenIn(await own.get('/admin'));
    app.clock.set(new Date(begun.getTime() + 601_000));
    const asked = `/admin/confirm?next=${encodeURIComponent(page)}`;
    expect(locationOf(await own.get(page))).toBe(asked);
    expect((await own.send(page, { _token: token })).status).toBe(303);
    expect(await tenantOf(scene)).toMatchObject({ ssoEnabled: true });
  });
});

describe('by a set-up link', () => {
  const openBy = async ({ tenant }: Pick<LoginScene, 'tenant'>) =>
    ConsoleBrowser.new(app).keep(await takeLink(app, await makeSetupLink(app, tenant.alias)));
  const give = async (browser: ConsoleBrowser, scene: LoginScene, xml: string) => {
    const _token = formTokenIn(await browser.get(at(scene, '/idp')));
    return browser.upload(at(scene, '/idp'), uploadForm({ _token, metadataXml: xml }));
  };
  const save = (browser: ConsoleBrowser, scene: LoginScene) =>
    browser.post(at(scene, '/idp/preview'), at(scene, '/idp/trust'));

  it('steps 2 to 5 are done, as the link in the audit trail', async () => {
    const { tenant } = await makeScene(app, { tenant: { ssoEnabled: false } });
    await app.request('DELETE', `/api/v1/tenants/${tenant.alias}/idp`);
    const scene = { ...(await makeScene(app)), tenant, alice: `jo@${tenant.defaultDomain}` };
    const browser = await openBy(scene);
    expect((await browser.get(at(scene, '/sp?product=okta'))).status).toBe(200);
    expect((await give(browser, scene, scene.idp.metadata())).status).toBe(303);
    expect((await save(browser, scene)).status).toBe(303);
    await browser.post(at(scene, '/users'), at(scene, '/users'), { userName: 'jo', consoleRole: 'admin' });
    await runTestOf(scene, await browser.post(at(scene, '/test'), at(scene, '/test')));
    const events = (await auditEvents(scene)).filter(({ actor }) => String(actor).startsWith('setup-link:'));
    expect(events.map(({ type }) => type)).toEqual([
      'idp.test_login_created',
      'user.created',
      'idp.updated',
      'console.entered',
      'setup_link.opened',
    ]);
    const { text } = await browser.get(at(scene, '/test'));
    expect([text.includes('jo'), text.includes('&lt;saml:Assertion')]).toEqual([true, true]);
    const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/users/jo`);
    expect(body).toMatchObject({ consoleRole: 'none' });
  });

  it('a trust is replaced while single sign-on is off, and not while it is on', async () => {
    const scene = await makeSwitchedOff(app);
    const browser = await openBy(scene);
    await give(browser, scene, scene.idp.metadata({ slo: true }));
    expect((await save(browser, scene)).status).toBe(303);
    await give(browser, scene, scene.idp.metadata());
    const page = await browser.get(at(scene, '/idp/preview'));
    await app.request('POST', `/api/v1/tenants/${scene.tenant.alias}/sso/trial`);
    const late = await browser.send(at(scene, '/idp/trust'), { _token: formTokenIn(page) });
    expect(late.status).toBe(403);
    expect((await give(browser, scene, scene.idp.metadata())).status).toBe(403);
    expect((await browser.get(at(scene, '/idp'))).text).not.toContain('type="file"');
    const { body } = await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}/idp`);
    expect((body as { sloServices: unknown[] }).sloServices).toHaveLength(2);
  });

  it('neither the switch nor the domain is touched', async () => {
    const scene = await makeSwitchedOff(app);
    const browser = await openBy(scene);
    const _token = formTokenIn(await browser.get(at(scene)));
    for (const [path, fields] of [
      ['/switch', { to: 'on' }],
      ['/sp/domain', { domainAlias: 'attacker.example' }],
    ] as const)
      expect((await browser.send(at(scene, path), { _token, ...fields })).status).toBe(403);
    expect((await browser.get(at(scene, '/switch'))).status).toBe(403);
    expect(await tenantOf(scene)).toMatchObject({ ssoEnabled: false, domainAlias: null });
  });
});
