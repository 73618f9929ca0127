import {
  type BrowserScene,
  enterPassword,
  inBrowser,
  snap,
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

async function testLink(alias: string): Promise<string> {
  const response = await scene.app.request('POST', `/api/v1/tenants/${alias}/idp/test-login`, { body: {} });
  expect(response.status).toBe(201);
  return (response.body as { url: string }).url;
}

describe.each(['redirect', 'post'])('a test whose request goes by %s', (requestBinding) => {
  it('takes the administrator to the identity provider and back to what it sent, signed in to nothing', async () => {
    const tenant = await trustingTenant(scene, { ssoEnabled: false, saml: { requestBinding } });
    const link = await testLink(tenant.alias);
    await inBrowser(scene, async (page) => {
      await page.goto(link);
      await snap(page, 'test-login-start');
      await page.getByRole('button', { name: 'Start the test' }).click();
      await enterPassword(page, 'alice');
      await page.getByRole('heading', { name: 'Checks' }).waitFor();
      await snap(page, 'test-login-result');
      const shown = await page.getByRole('main').innerText();
      expect(shown).toContain(`alice@${tenant.defaultDomain}`);
      expect(await page.locator('li.failed code').allInnerTexts()).toEqual(['sso.disabled']);
      expect(await page.locator('li.passed').count()).toBe(22);
      expect((await page.request.get(`${scene.app.settings.baseUrl}/session`)).status()).toBe(401);

      await page.reload();
      expect(await page.locator('li.passed').count()).toBe(22);
      await page.goto(link);
      await page.getByText('not_found', { exact: true }).waitFor();
    });
  });
});
