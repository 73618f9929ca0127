import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeScene, postResponse, signIn } from '../support/login-scene';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const rowsOf = (text: string) =>
  [...text.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(\d+)<\/td>(?:<td>(\d+)<\/td>)?/g)].map(
    ([, ...cells]: (string | undefined)[]) => cells.map((cell) => cell?.replaceAll(/<[^>]*>/g, '')),
  );

describe('the dashboard of a tenant', () => {
  it('shows sign-ins and refusals of the day, why, and how many users and sessions there are', async () => {
    const scene = await makeScene(app);
    await signIn(scene);
    await postResponse(scene, 'x');
    await postResponse(scene, 'x');
    const browser = await ConsoleBrowser.enter(app);
    const { text } = await browser.get(`/admin/tenants/${scene.tenant.alias}`);
    const today = app.clock.now().toISOString().slice(0, 10);
    expect(rowsOf(text)).toContainEqual([today, '1', '2']);
    expect(rowsOf(text)).toContainEqual(['saml.malformed', '2', undefined]);
    expect(text.match(/<rect/g)).toHaveLength(2);
    expect(text).toContain('class="badge good"');
  });

  it('says what is to be looked at, in words of the viewer’s language', async () => {
    const { alias } = await createTenant(app);
    const browser = await ConsoleBrowser.enter(app);
    const english = (await browser.get(`/admin/tenants/${alias}`)).text;
    const chinese = (await browser.get(`/admin/tenants/${alias}`, { 'accept-language': 'zh' })).text;
    expect(english).toContain('<code>not_configured</code>');
    expect(english).toContain('<strong>No identity provider</strong>');
    expect(chinese).toContain('<strong>未配置身份提供商</strong>');
    expect(english).toContain('class="badge bad"');
  });
});

describe('the dashboard of the platform', () => {
  it('names tenants without a working trust, each with the way to it', async () => {
    const none = await createTenant(app);
    const off = await createTenant(app, { ssoEnabled: false });
    const works = await makeScene(app);
    const { text } = await (await ConsoleBrowser.enter(app)).get('/admin/dashboard');
    for (const { alias } of [none, off])
      expect(text).toContain(`<a href="/admin/tenants/${alias}">${alias}</a>`);
    expect(text).not.toContain(works.tenant.alias);
  });
});
