import { createTenant, createToken, createUser } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { type LoginScene, makeScene, planFor, postResponse, signIn } from '../support/login-scene';
import { refuse, requestIdOf } from '../support/refused-logins';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let scene: LoginScene;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await makeScene(app);
  browser = await ConsoleBrowser.enter(app);
});

const root = () => `/admin/tenants/${scene.tenant.alias}`;
const bob = (plan: { nameId: string | undefined }) => (plan.nameId = `bob@${scene.tenant.defaultDomain}`);
const signs = ({ text }: TestResponse, result: string) => text.split(`<li class="${result}">`).length - 1;
const enterTenant = async (role: 'admin' | 'viewer') =>
  ConsoleBrowser.enter(app, await createToken(app, role, scene.tenant.alias));

describe('the search box', () => {
  const search = (who: ConsoleBrowser, query: string, tenant = '') =>
    who.get(`/admin/search?q=${encodeURIComponent(query)}&tenant=${tenant}`);

  it('goes from the request id of a refused login to its trace, whichever tenant it was', async () => {
    const requestId = await refuse(scene, bob);
    const answer = await search(browser, ` ${requestId} `);
    expect([answer.status, answer.headers.location]).toEqual([303, `${root()}/refused-logins/${requestId}`]);
    const own = await search(await enterTenant('viewer'), requestId);
    expect(own.headers.location).toBe(`${root()}/refused-logins/${requestId}`);
  });

  it('shows what else a request caused, and nothing of other tenants to a tenant’s viewer', async () => {
    const signedIn = requestIdOf(await signIn(scene));
    const found = await search(browser, signedIn);
    expect(found.text).toContain(`${root()}/audit?requestId=${signedIn}`);
    const refused = await refuse(scene, bob);
    const { alias } = await createTenant(app);
    const other = await ConsoleBrowser.enter(app, await createToken(app, 'admin', alias));
    for (const id of [signedIn, refused]) {
      const answer = await search(other, id);
      expect([answer.status, answer.text.includes(scene.tenant.alias)]).toEqual([200, false]);
    }
  });

  it('finds users of the tenant that is open, or of one’s own, and of no other', async () => {
    await createUser(app, scene.tenant.alias, { userName: 'maria.chen', displayName: 'Maria Chen' });
    const path = `${root()}/users/named/maria.chen`;
    expect((await search(browser, 'chen', scene.tenant.alias)).text).toContain(path);
    expect((await search(browser, 'chen')).text).not.toContain(path);
    expect((await search(await enterTenant('viewer'), 'chen')).text).toContain(path);
    const { alias } = await createTenant(app);
    const other = await ConsoleBrowser.enter(app, await createToken(app, 'admin', alias));
    expect((await search(other, 'chen', scene.tenant.alias)).text).not.toContain('maria.chen');
  });

  it.each(['', '%00', '"><script>alert(1)</script>', 'a'.repeat(500)])(
    'takes whatever is entered: %s',
    async (query) => {
      const { status, text } = await search(browser, query, '../x');
      expect([status, text.includes('<script>alert')]).toEqual([200, false]);
    },
  );
});

describe('the trace', () => {
  it('shows each check, what was expected and found, the screen and the guide, and the masked message', async () => {
    const requestId = await refuse(scene, (plan) => (plan.destination = 'https://other.example/acs'));
    const answer = await browser.get(`${root()}/refused-logins/${requestId}`);
    expect([answer.status, signs(answer, 'failed')]).toEqual([200, 1]);
    expect([signs(answer, 'passed') > 3, signs(answer, 'not_reached') > 3]).toEqual([true, true]);
    for (const part of [
      'saml.destination_mismatch',
      scene.tenant.sp.acsUrl,
      'https://other.example/acs',
      '/guides/any-idp#1-tell-the-idp-about-the-tenant"',
      '&lt;samlp:Response',
    ])
      expect(answer.text).toContain(part);
    expect(answer.text).not.toMatch(/[A-Za-z0-9+/=]{120,}/);
  });

  it('tells whether it would pass now, to viewers too', async () => {
    const path = `${root()}/refused-logins/${await refuse(scene, bob)}?check=now`;
    const before = await browser.get(path);
    expect([signs(before, 'failed'), before.text.includes('<p class="notice good" role="status">')]).toEqual([
      2,
      false,
    ]);
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    const after = await (await enterTenant('viewer')).get(path);
    expect([signs(after, 'failed'), after.text.includes('<p class="notice good" role="status">')]).toEqual([
      1,
      true,
    ]);
  });

  it('is deleted by administrators, who alone are shown the button', async () => {
    const page = `${root()}/refused-logins/${await refuse(scene, bob)}`;
    expect((await (await enterTenant('viewer')).get(page)).text).not.toContain(`${page}/delete`);
    const answer = await (await enterTenant('admin')).post(page, `${page}/delete`);
    expect([answer.status, answer.headers.location]).toEqual([303, `${root()}/refused-logins?done=deleted`]);
    expect((await browser.get(page)).status).toBe(404);
  });

  it('writes nothing of the message as markup', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const plan = planFor(
      scene,
      undefined,
      (each) => (each.nameId = `${hostile.replace('<', '&lt;')}@${scene.tenant.defaultDomain}`),
    );
    const requestId = requestIdOf(await postResponse(scene, scene.idp.post(plan)));
    const { text } = await browser.get(`${root()}/refused-logins/${requestId}`);
    expect([text.includes('onerror=alert'), text.includes(hostile)]).toEqual([true, false]);
  });
});

describe('the list of refused logins', () => {
  it('is narrowed by a code, pages, and says what is wrong with a filter', async () => {
    const ids = [
      await refuse(scene, bob),
      await refuse(scene, bob),
      await refuse(scene, undefined, { signed: 'neither' }),
    ];
    const list = (query: string) => browser.get(`${root()}/refused-logins${query}`);
    const shown = async (query: string) => {
      const { text } = await list(query);
      return ids.filter((id) => text.includes(`/refused-logins/${id}"`));
    };
    expect(await shown('')).toEqual(ids);
    expect(await shown('?code=user.not_found&requestId=')).toEqual(ids.slice(0, 2));
    const first = await list('?code=user.not_found&limit=1');
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(next, 'http://x').searchParams.get('code')).toBe('user.not_found');
    expect((await browser.get(next)).text).toContain(String(ids[0]));
    const wrong = await list('?code=nonsense');
    expect([wrong.status, wrong.text.includes('id="code-error"')]).toEqual([400, true]);
  });
});
