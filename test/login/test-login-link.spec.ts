import { codeOf, createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { auditEvents, type LoginScene, makeScene, setCookieLines } from '../support/login-scene';
import { createTestLink, pressStart } from '../support/test-login';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
});
afterAll(() => app.close());

const linkPage = (token: string, accept = 'text/html') =>
  app.request('GET', `/saml/${scene.tenant.alias}/test-login?token=${token}`, {
    token: null,
    headers: { accept },
  });
const expireLink = () =>
  app.dataSource.query(
    'UPDATE test_logins SET expires_at = now() WHERE token_hash IS NOT NULL AND tenant_id = $1',
    [scene.tenant.id],
  );

describe('the link of a test', () => {
  it('is one of this tenant, for ten minutes, and in the audit trail without its token', async () => {
    const before = Date.now();
    const response = await app.request('POST', `/api/v1/tenants/${scene.tenant.alias}/idp/test-login`, {
      body: {},
    });
    const { url, expiresAt } = response.body as { url: string; expiresAt: string };
    expect([response.status, response.headers.location]).toEqual([201, url]);
    expect(url).toMatch(
      new RegExp(`^${app.settings.baseUrl}/saml/${scene.tenant.alias}/test-login\\?token=[\\w-]{43}$`),
    );
    expect(Math.abs(Date.parse(expiresAt) - before - 600_000)).toBeLessThan(60_000);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ type: 'idp.test_login_created', actor: 'platform', outcome: 'success' });
    expect(JSON.stringify(event)).not.toContain(new URL(url).searchParams.get('token'));
  });

  it('takes no fields, and needs a trust', async () => {
    const path = (alias: string) => `/api/v1/tenants/${alias}/idp/test-login`;
    for (const body of [{ relayState: 'x' }, []]) {
      const refused = await app.request('POST', path(scene.tenant.alias), { body });
      expect([refused.status, codeOf(refused)]).toEqual([400, 'request.invalid']);
    }
    const { alias } = await createTenant(app);
    const nowhere = await app.request('POST', path(alias), { body: {} });
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'idp.not_configured']);
  });

  it('shows a page that uses nothing up, and starts by a press of its button, once', async () => {
    const token = await createTestLink(scene);
    for (const page of [await linkPage(token), await linkPage(token)]) {
      expect(page.status).toBe(200);
      expect(page.text).toContain(`<form method="post" action="/saml/${scene.tenant.alias}/test-login">`);
      expect(page.text).toContain(`name="token" value="${token}"`);
      expect(setCookieLines(page)).toEqual([]);
    }
    const started = await pressStart(scene, token);
    expect([started.status, String(started.headers.location)]).toEqual([
      303,
      expect.stringContaining('SAMLRequest='),
    ]);
    const again = await pressStart(scene, token);
    expect([again.status, codeOf(again), setCookieLines(again)]).toEqual([404, 'not_found', []]);
    const page = await linkPage(token);
    expect([page.status, page.text.includes('test link')]).toEqual([404, true]);
    const started1 = (await auditEvents(scene)).filter(({ type }) => type === 'idp.test_login_started');
    expect(started1).toHaveLength(1);
  });

  it('of two presses at a time starts one', async () => {
    const token = await createTestLink(scene);
    const answers = await Promise.all([1, 2, 3].map(() => pressStart(scene, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
  });

  it('is no more than any guess once it is too old, or at another tenant', async () => {
    const token = await createTestLink(scene);
    const other = await makeScene(app);
    expect(codeOf(await pressStart(other, token))).toBe('not_found');
    await expireLink();
    expect(codeOf(await pressStart(scene, token))).toBe('not_found');
    expect(codeOf(await linkPage(token, 'application/json'))).toBe('not_found');
    const nobody = { ...scene, tenant: { ...scene.tenant, alias: 'nobody-here' } };
    expect(codeOf(await pressStart(nobody, token))).toBe('tenant.not_found');
    expect((await auditEvents(scene)).filter(({ type }) => type === 'login')).toEqual([]);
  });

  it('can not be started from the page of somebody else', async () => {
    const response = await app.request('POST', `/saml/${scene.tenant.alias}/test-login`, {
      body: new URLSearchParams({ token: await createTestLink(scene) }),
      headers: { 'sec-fetch-site': 'cross-site', accept: 'application/json' },
    });
    expect([response.status, codeOf(response)]).toEqual([403, 'auth.forbidden']);
  });
});
