import { createUser } from '../support/api';
import {
  type BrowserScene,
  enterPassword,
  inBrowser,
  snap,
  startAt,
  startBrowserScene,
  trustingTenant,
} from './browser-scene';

let scene: BrowserScene;
beforeAll(async () => {
  scene = await startBrowserScene();
}, 120_000);
afterAll(async () => {
  await scene.close();
});

it('leads from the request id on a refused user’s page, by one search box, to why it was and whether it would pass now', async () => {
  const { app } = scene;
  const { alias, defaultDomain } = await trustingTenant(scene);
  await app.request('DELETE', `/api/v1/tenants/${alias}/users/alice`);
  let requestId = '';
  await inBrowser(scene, async (page) => {
    await startAt(scene, page, alias);
    await enterPassword(page, 'alice');
    await page.getByText('user.not_found', { exact: true }).waitFor();
    requestId =
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(await page.getByRole('main').innerText())?.[0] ?? '';
  });
  expect(requestId).not.toBe('');
  await inBrowser(scene, async (page) => {
    await page.goto(`${app.settings.baseUrl}/admin`);
    await page.getByLabel('Token', { exact: true }).fill(app.settings.adminToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('searchbox', { name: 'Request ID or user name' }).fill(requestId);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('heading', { name: 'Why this login was refused' }).waitFor();
    await snap(page, 'console-trace');
    expect(new URL(page.url()).pathname).toBe(`/admin/tenants/${alias}/refused-logins/${requestId}`);
    const failed = page.locator('ol.trace > li.failed');
    expect(await failed.count()).toBe(1);
    expect(await failed.innerText()).toContain(`alice@${defaultDomain}`);
    expect(await page.locator('pre').first().innerText()).toContain('<samlp:Response');

    await page.getByRole('button', { name: 'Check again' }).click();
    await page.locator('#again .notice.bad').waitFor();
    await createUser(app, alias, { userName: 'alice' });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.locator('#again .notice.good').waitFor();
    await snap(page, 'console-would-pass');
    expect((await page.request.get(`${app.settings.baseUrl}/session`)).status()).toBe(401);
  });
});
