import { createTenant, type Tenant } from '../support/api';
import type { TestApp } from '../support/app';
import { setCookies } from '../support/login-scene';
import { type Route, startAppWithRoutes } from '../support/routes';
import {
  makeSetupLink,
  type MadeSetupLink,
  pathOfLink,
  setupLinksPath,
  takeLink,
} from '../support/setup-links';
import { ConsoleBrowser } from './support/console-browser';

const HOUR = 3600;

/** What a set-up link opens: below the tenant's set-up, the guides, and the way out. */
const OPEN = [
  /^\/admin\/tenants\/:alias\/guides(?:\/|$)/,
  /^\/admin\/tenants\/:alias\/setup(?!\/switch|\/sp\/domain|-)(?:\/|$)/,
  /^\/admin\/sign-out$/,
  /^\/admin\/?$/,
];
/** These ask nobody who he is. */
const PUBLIC = /^\/admin\/(?:assets|sign-in$|enter$|language$|set-up\/)/;

let app: TestApp;
let routes: readonly Route[];
let tenant: Tenant;
let link: MadeSetupLink;
beforeAll(async () => {
  ({ app, routes } = await startAppWithRoutes());
});
beforeEach(async () => {
  app.clock.reset();
  app.clock.set(new Date());
  tenant = await createTenant(app);
  link = await makeSetupLink(app, tenant.alias, { note: 'Jo' });
});
afterAll(() => app.close());

const setupPage = () => `/admin/tenants/${tenant.alias}/setup`;
const open = async () => {
  const taken = await takeLink(app, link);
  expect([taken.status, taken.headers.location]).toEqual([303, setupPage()]);
  return ConsoleBrowser.new(app).keep(taken);
};

describe('a set-up link', () => {
  it('shows a page that uses nothing up, and is taken by its button, once', async () => {
    const browser = ConsoleBrowser.new(app);
    for (let looks = 0; looks < 3; looks += 1) {
      const page = await browser.get(pathOfLink(link));
      expect([page.status, setCookies(page)]).toEqual([200, {}]);
      expect(page.text).toContain(`<form method="post" action="/admin/set-up/${tenant.alias}">`);
    }
    await open();
    const again = await takeLink(app, link);
    expect([again.status, setCookies(again)]).toEqual([404, {}]);
    expect((await browser.get(pathOfLink(link))).status).toBe(404);
  });

  it('of three browsers at a time is one’s', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => takeLink(app, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
  });

  it('is no more than a guess at another tenant, once it was revoked, or has expired', async () => {
    const other = await createTenant(app);
    const at = { ...link, url: link.url.replace(tenant.alias, other.alias) };
    expect((await takeLink(app, at)).status).toBe(404);
    expect(
      (await takeLink(app, { ...link, url: link.url.replace(tenant.alias, 'nobody-there') })).status,
    ).toBe(404);
    const late = await makeSetupLink(app, tenant.alias, { ttlSeconds: HOUR });
    app.clock.advance(HOUR);
    expect((await takeLink(app, late)).status).toBe(404);
    await app.request('DELETE', `${setupLinksPath(tenant.alias)}/${link.id}`);
    expect((await takeLink(app, link)).status).toBe(404);
  });

  it('is not taken from another site', async () => {
    const { pathname, searchParams } = new URL(link.url);
    const answer = await app.request('POST', pathname, {
      token: null,
      body: searchParams,
      headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    await open();
  });

  it('is in the audit trail with whatever is done by it', async () => {
    await open();
    const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?limit=2`);
    const actor = `setup-link:${link.id}`;
    expect(body).toMatchObject({
      items: [
        { type: 'console.entered', actor },
        { type: 'setup_link.opened', actor, details: { id: link.id } },
      ],
    });
  });
});

describe('the session of a set-up link', () => {
  it('lasts as long as the link, nights and pauses included', async () => {
    const browser = await open();
    app.clock.advance(6 * 24 * HOUR);
    expect((await browser.get(setupPage())).status).toBe(200);
    app.clock.advance(23 * HOUR);
    expect((await browser.get(setupPage())).status).toBe(200);
    app.clock.advance(HOUR);
    const ended = await browser.get(setupPage());
    expect([ended.status, String(ended.headers.location).split('?')[0]]).toEqual([303, '/admin/sign-in']);
  });

  it('ends when the link is revoked, in the console too', async () => {
    const browser = await open();
    const admin = await ConsoleBrowser.enter(app);
    const page = `/admin/tenants/${tenant.alias}/setup-links`;
    expect((await admin.get(page)).text).toContain('Jo');
    expect((await admin.post(page, `${page}/${link.id}/revoke`)).status).toBe(303);
    expect((await browser.get(setupPage())).status).toBe(303);
  });

  it('leads from the home page to the set-up', async () => {
    const home = await (await open()).get('/admin');
    expect([home.status, home.headers.location]).toEqual([303, setupPage()]);
  });

  it('reaches the set-up of its tenant, and nothing else', async () => {
    const browser = await open();
    const other = await createTenant(app);
    const reached: string[] = [];
    for (const { method, url } of routes.filter((route) => route.url.startsWith('/admin'))) {
      if (method === 'HEAD' || PUBLIC.test(url)) continue;
      for (const alias of [tenant.alias, other.alias]) {
        const path = url.replace(':alias', alias).replaceAll(/:\w+/g, 'none');
        const isOpen =
          OPEN.some((pattern) => pattern.test(url)) && (alias === tenant.alias || !url.includes(':alias'));
        if (isOpen && method !== 'GET') continue;
        const { status } = method === 'GET' ? await browser.get(path) : await browser.send(path, {});
        if (isOpen !== (status !== 403)) reached.push(`${method} ${path}: ${status}`);
      }
    }
    expect(reached).toEqual([]);
  });

  it('is none for the API, nor a RAM user’s', async () => {
    const cookies = setCookies(await takeLink(app, link));
    for (const path of [`/api/v1/tenants/${tenant.alias}`, setupLinksPath(tenant.alias), '/session'])
      expect((await app.request('GET', path, { token: null, cookies })).status).toBe(401);
  });

  it('can be left', async () => {
    const browser = await open();
    expect((await browser.post(setupPage(), '/admin/sign-out')).status).toBe(303);
    expect((await browser.get(setupPage())).status).toBe(303);
  });
});

it('is made by whoever showed lately that it is he: with a link a trust is given unasked', async () => {
  const admin = await ConsoleBrowser.enter(app);
  const page = `/admin/tenants/${tenant.alias}/setup-links`;
  app.clock.advance(601);
  const asked = await admin.post(page, page, { note: 'Mallory', ttlSeconds: '86400' });
  expect([asked.status, String(asked.headers.location).split('?')[0]]).toEqual([303, '/admin/confirm']);
  expect((await admin.get(page)).text).not.toContain('Mallory');
});

it('is made in the console, and shown once', async () => {
  const admin = await ConsoleBrowser.enter(app);
  const page = `/admin/tenants/${tenant.alias}/setup-links`;
  const made = await admin.post(page, page, { note: 'For Ann', ttlSeconds: '86400' });
  const [url = ''] =
    new RegExp(`http[^"<]+/admin/set-up/${tenant.alias}\\?secret=[\\w-]{43}`).exec(made.text) ?? [];
  expect([made.status, url === '']).toEqual([200, false]);
  expect((await admin.get(page)).text).not.toContain('secret=');
  expect((await takeLink(app, { ...link, url })).status).toBe(303);
  const refused = await admin.post(page, page, { note: 'x'.repeat(201), ttlSeconds: '86400' });
  expect(refused.status).toBe(400);
});
