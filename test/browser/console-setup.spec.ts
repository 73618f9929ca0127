import type { Page } from 'playwright-core';
import { randomAlias, createTenant } from '../support/api';
import { makeSetupLink } from '../support/setup-links';
import { type BrowserScene, enterPassword, inBrowser, snap, startBrowserScene } from './browser-scene';

/** From nothing to Alice signed in by a third-party IdP, by the console alone. */
let scene: BrowserScene;
beforeAll(async () => {
  scene = await startBrowserScene();
}, 120_000);
afterAll(async () => {
  await scene.close();
});

const at = (path: string) => `${scene.app.settings.baseUrl}${path}`;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function enterConsole(page: Page): Promise<void> {
  await page.goto(at('/admin/setup'));
  await page.getByLabel('Token').fill(scene.app.settings.adminToken);
  await press(page, 'Sign in');
}

/** What the administrator of the IdP does with what step 2 shows him. */
async function registerAtIdp(page: Page, domain: string): Promise<void> {
  const href = await page.getByRole('button', { name: 'Download our metadata' }).getAttribute('href');
  const metadata = await page.request.get(href ?? '');
  const registered = await fetch(`${scene.idp.url}/service-providers?nameIdDomain=${domain}`, {
    method: 'POST',
    body: await metadata.text(),
  });
  expect(registered.status).toBe(201);
}

async function trustIdp(page: Page): Promise<void> {
  const metadata = await (await fetch(scene.idp.metadataUrl)).text();
  await page
    .getByLabel('Or a file')
    .setInputFiles({ name: 'idp.xml', mimeType: 'application/xml', buffer: Buffer.from(metadata) });
  await press(page, 'Read it');
  await page.getByRole('heading', { name: 'What was read' }).waitFor();
  await snap(page, 'set-up-preview');
  await press(page, 'Trust it');
  await page.getByText('The identity provider is trusted from now on.').waitFor();
}

async function addAlice(page: Page): Promise<void> {
  await page.getByLabel('User name', { exact: true }).fill('alice');
  await press(page, 'Add the user');
  await page.getByText('One active user').waitFor();
}

/** The report is shown in a tab of its own. */
async function testSignIn(page: Page): Promise<void> {
  await press(page, 'Make a test link');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open it in a new tab' }).click();
  const tab = await opened;
  await press(tab, 'Start the test');
  await enterPassword(tab, 'alice');
  await tab.getByRole('heading', { name: 'Checks' }).waitFor();
  expect(await tab.locator('li.failed code').allInnerTexts()).toEqual(['sso.disabled']);
  await tab.close();
  await page.getByRole('link', { name: 'Look again' }).click();
  await page.getByText('All held; only single sign-on is still off.').waitFor();
}

const goOn = (page: Page) => page.getByRole('button', { name: /^Go on:/ }).click();

it('leads from nothing to Alice signed in', async () => {
  const alias = randomAlias();
  const domain = `${alias}.example`;
  await inBrowser(scene, async (page) => {
    await enterConsole(page);
    await page.getByLabel('Alias').fill(alias);
    await page.getByLabel('Domain of the users').fill(domain);
    await press(page, 'Make it, and go on');
    await registerAtIdp(page, domain);
    await goOn(page);
    await trustIdp(page);
    await goOn(page);
    await addAlice(page);
    await goOn(page);
    await testSignIn(page);
    await goOn(page);
    await press(page, 'Switch it on for ten minutes');
    await page.getByRole('timer').waitFor();
    await snap(page, 'set-up-trial');

    await inBrowser(scene, async (alice) => {
      await alice.goto(at(`/saml/${alias}/login`));
      await enterPassword(alice, 'alice');
      await alice.waitForURL(at('/console'));
      expect(await alice.getByRole('main').innerText()).toContain(`alice@${alias}`);
    });

    // The countdown notices it by itself.
    await page.getByText('Single sign-on is on.').first().waitFor();
    await page.getByRole('link', { name: 'All steps' }).click();
    expect(await page.locator('.steps .badge.good').count()).toBe(6);
    await snap(page, 'set-up-done');
  });
}, 90_000);

it('lets whoever has a set-up link do steps 2 to 5, and nothing else', async () => {
  const domain = `${randomAlias()}.example`;
  const tenant = await createTenant(scene.app, { ssoEnabled: false, domainAlias: domain });
  const link = await makeSetupLink(scene.app, tenant.alias);
  await inBrowser(scene, async (page) => {
    await page.goto(link.url);
    await press(page, 'Begin');
    await page.getByRole('link', { name: 'Make this service known to the identity provider' }).click();
    await registerAtIdp(page, domain);
    await goOn(page);
    await trustIdp(page);
    await goOn(page);
    await addAlice(page);
    await goOn(page);
    await testSignIn(page);
    expect(await page.getByRole('button', { name: /^Go on:/ }).count()).toBe(0);
    for (const path of ['/admin/setup', `/admin/tenants/${tenant.alias}/setup/switch`, '/admin/confirm']) {
      const answer = await page.goto(at(path));
      expect([path, answer?.status()]).toEqual([path, 403]);
    }
  });
  await inBrowser(scene, async (page) => {
    expect((await page.goto(link.url))?.status()).toBe(404);
  });
}, 90_000);

it('works without script', async () => {
  const alias = randomAlias();
  const visit = async (page: Page): Promise<void> => {
    await enterConsole(page);
    await page.getByLabel('Alias').fill(alias);
    await press(page, 'Make it, and go on');
    await goOn(page);
    await trustIdp(page);
    await goOn(page);
    await addAlice(page);
    await page.goto(at(`/admin/tenants/${alias}/setup/switch`));
    await press(page, 'Switch it on for ten minutes');
    await page.getByRole('timer').waitFor();
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(1);
    await press(page, 'End the trial now');
    await page.getByText('The trial was ended.').waitFor();
  };
  await inBrowser(scene, visit, { javaScriptEnabled: false });
}, 60_000);
