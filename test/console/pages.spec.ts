import { createTenant, createToken } from '../support/api';
import type { TestApp, TestResponse } from '../support/app';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import { type LoginScene, makeScene } from '../support/login-scene';
import { type Route, startAppWithRoutes } from '../support/routes';
import { expectSafeHeaders } from '../support/safe-headers';
import { CONSOLE_PAGES, type ConsolePage } from './console-pages';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';

let app: TestApp;
let routes: readonly Route[];
let keys: TestKeyPair;
beforeAll(async () => {
  ({ app, routes } = await startAppWithRoutes({ allowPrivateMetadataUrls: true }));
  keys = await makeKeyPair();
});
afterAll(() => app.close());

const ASSETS = '/admin/assets/:file';
/** Forms of whoever comes. */
const OF_ANYONE = ['/admin/sign-in', '/admin/enter', '/admin/sign-out', '/admin/confirm'];
const isOfConsole = ({ url }: Route) => url === '/admin' || url.startsWith('/admin/');

/** Of any console route, with what is not there for the rest of the path. */
const somePath = (url: string, alias: string) => url.replace(':alias', alias).replaceAll(/:\w+/g, 'none');

async function pathOf(page: ConsolePage, scene: LoginScene): Promise<string> {
  return page.path ? page.path(scene) : page.route.replace(':alias', scene.tenant.alias);
}

describe('the list of pages', () => {
  it('has every page of the router', () => {
    const found = routes
      .filter((route) => route.method === 'GET' && isOfConsole(route))
      .map(({ url }) => url);
    const listed = CONSOLE_PAGES.map(({ route }) => route);
    expect([...new Set(found)].filter((url) => url !== ASSETS).sort()).toEqual([...listed].sort());
  });
});

describe.each(CONSOLE_PAGES)('$route', (page) => {
  const { route, open, status = 200 } = page;
  let scene: LoginScene;
  let path: string;
  beforeAll(async () => {
    scene = await makeScene(app, { keys });
    path = await pathOf(page, scene);
  });

  const isPage = ({ headers }: TestResponse) => String(headers['content-type']).startsWith('text/html');

  it.each([
    ['en', 'en-GB,en;q=0.9', 'en'],
    ['zh', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ])('answers in %s, with safe headers, and with nothing inline', async (_, languages, lang) => {
    const browser = open === 'public' ? ConsoleBrowser.new(app) : await ConsoleBrowser.enter(app);
    const answer = await browser.get(path, { 'accept-language': languages });
    expect([route, answer.status]).toEqual([route, status]);
    expectSafeHeaders(answer, { isHttps: false });
    if (!isPage(answer)) return;
    const { text } = answer;
    if (text.startsWith('<!doctype html>')) expect(text).toContain(`<html lang="${lang}">`);
    expect(text).not.toMatch(/<style|\sstyle="|\son[a-z]+="|<script(?! src="\/admin\/assets\/)|javascript:/);
    expect(text).not.toMatch(/\[object Object\]|\bundefined\b|\bNaN\b/);
  });

  if (open === 'public') return;

  it('asks whoever is not in to sign in', async () => {
    const answer = await ConsoleBrowser.new(app).get(path);
    expect([answer.status, String(answer.headers.location).split('?')[0]]).toEqual([303, '/admin/sign-in']);
  });

  if (open === 'anyone') return;

  it('is open to its own viewers and administrators alone', async () => {
    const { alias } = scene.tenant;
    const other = await createTenant(app);
    const expected: [string, string, boolean][] = [
      ['own admin', await createToken(app, 'admin', alias), !open.startsWith('platform')],
      ['own viewer', await createToken(app, 'viewer', alias), open === 'viewer'],
      ['other admin', await createToken(app, 'admin', other.alias), false],
      ['platform viewer', await createToken(app, 'viewer'), open.endsWith('viewer')],
    ];
    for (const [who, token, isOpen] of expected) {
      const { status: answered, text } = await (await ConsoleBrowser.enter(app, token)).get(path);
      expect([who, answered]).toEqual([who, isOpen ? status : 403]);
      if (!isOpen && !route.includes(':alias')) continue;
      if (who === 'other admin') expect(text).not.toContain(scene.tenant.defaultDomain);
    }
  });

  if (!route.includes(':alias')) return;

  it('says of a tenant that there is not that there is none', async () => {
    const browser = await ConsoleBrowser.enter(app);
    const answer = await browser.get(somePath(route, 'nobody-there'));
    expect([answer.status, isPage(answer)]).toEqual([404, true]);
  });
});

describe('every form', () => {
  const forms = () => routes.filter((route) => route.method === 'POST' && isOfConsole(route));

  it('asks whoever is not in to sign in, before its body is read', async () => {
    const { tenant } = await makeScene(app, { keys });
    for (const { url } of forms()) {
      if (url === '/admin/sign-in' || url.startsWith('/admin/set-up/')) continue;
      const answer = await app.request('POST', somePath(url, tenant.alias), {
        token: null,
        body: 'no form',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      });
      expect([url, answer.status, String(answer.headers.location).split('?')[0]]).toEqual([
        url,
        303,
        '/admin/sign-in',
      ]);
    }
  });

  it('is refused without the token of its session', async () => {
    const { tenant } = await makeScene(app, { keys });
    const browser = await ConsoleBrowser.enter(app);
    for (const { url } of forms()) {
      if (url === '/admin/sign-in' || url.startsWith('/admin/set-up/')) continue;
      const { status } = await browser.send(somePath(url, tenant.alias), { _token: 'x'.repeat(43) });
      expect([url, status]).toEqual([url, 403]);
    }
  });

  it('is refused from another site, with its token too', async () => {
    const { tenant } = await makeScene(app, { keys });
    const browser = await ConsoleBrowser.enter(app);
    const _token = formTokenIn(await browser.get('/admin'));
    for (const { url } of forms()) {
      const { status } = await app.request('POST', somePath(url, tenant.alias), {
        token: null,
        cookies: browser.cookies,
        body: new URLSearchParams({ _token }),
        headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site' },
      });
      expect([url, status]).toEqual([url, 403]);
    }
  });

  it('of a tenant is refused to its viewers, and to another tenant’s administrators', async () => {
    const { tenant } = await makeScene(app, { keys });
    const other = await createTenant(app);
    const strangers = [
      await ConsoleBrowser.enter(app, await createToken(app, 'viewer', tenant.alias)),
      await ConsoleBrowser.enter(app, await createToken(app, 'admin', other.alias)),
    ];
    const ofTenants = forms().filter(({ url }) => url.startsWith('/admin/tenants/:alias'));
    for (const { url } of ofTenants)
      for (const stranger of strangers) {
        const { status } = await stranger.send(somePath(url, tenant.alias), {
          _token: formTokenIn(await stranger.get('/admin')),
        });
        expect([url, status]).toEqual([url, 403]);
      }
  });

  it('of the platform is refused to its viewers, and to a tenant’s administrators', async () => {
    const { alias } = await createTenant(app);
    const strangers = [
      await ConsoleBrowser.enter(app, await createToken(app, 'viewer')),
      await ConsoleBrowser.enter(app, await createToken(app, 'admin', alias)),
    ];
    const ofPlatform = forms().filter(({ url }) => !url.includes(':alias') && !OF_ANYONE.includes(url));
    expect(ofPlatform.length).toBeGreaterThan(5);
    for (const { url } of ofPlatform)
      for (const stranger of strangers) {
        const _token = formTokenIn(await stranger.get('/admin'));
        const { status } = await stranger.send(somePath(url, alias), { _token });
        expect([url, status]).toEqual([url, 403]);
      }
  });
});
