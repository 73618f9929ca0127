import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { freePort } from '../../demo/free-port';
import { type RunningIdp, startIdp } from '../../demo/idp/identity-provider';
import { USERS } from '../../demo/idp/users';
import { createTenant, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { launchChromium } from './chromium';

/** The service on `localhost` and the demo's identity provider on `127.0.0.1`: to a browser two sites, as in life. */
export interface BrowserScene {
  readonly app: TestApp;
  readonly idp: RunningIdp;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function startBrowserScene(): Promise<BrowserScene> {
  const [browser, idp, port] = await Promise.all([
    launchChromium(),
    startIdp({ port: 0, host: '127.0.0.1' }),
    freePort(0),
  ]);
  const app = await startApp({ port, baseUrl: `http://localhost:${port}` });
  await app.nest.listen(port, '127.0.0.1');
  return {
    app,
    idp,
    browser,
    close: async () => {
      await browser.close();
      await Promise.all([app.close(), idp.close()]);
    },
  };
}

/** A tenant that the identity provider signs people in to, with alice as its RAM user. */
export async function trustingTenant({ app, idp }: BrowserScene, overrides: object = {}): Promise<Tenant> {
  const tenant = await createTenant(app, overrides);
  const spMetadata = await fetch(tenant.sp.metadataUrl);
  const registered = await fetch(`${idp.url}/service-providers?nameIdDomain=${tenant.defaultDomain}`, {
    method: 'POST',
    body: await spMetadata.text(),
  });
  expect(registered.status).toBe(201);
  const idpMetadata = await fetch(idp.metadataUrl);
  const trusted = await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, {
    body: await idpMetadata.text(),
    headers: { 'content-type': 'application/samlmetadata+xml' },
  });
  expect(trusted.status).toBe(200);
  await createUser(app, tenant.alias, { userName: 'alice', displayName: 'Alice Ngo' });
  return tenant;
}

/** Runs `visit` in a browser profile of its own, and holds every page in it to its Content-Security-Policy. */
export async function inBrowser(
  { browser }: BrowserScene,
  visit: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  const violations: string[] = [];
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  try {
    await visit(await context.newPage());
    expect(violations).toEqual([]);
  } finally {
    await context.close();
  }
}

/** At the identity provider's sign-in page. */
export async function enterPassword(page: Page, name: string, password?: string): Promise<void> {
  await page.getByLabel('User name').fill(name);
  const right = USERS.find((user) => user.name === name)?.password ?? '';
  await page.getByLabel('Password').fill(password ?? right);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From our sign-in page to the identity provider's. */
export async function startAt({ app }: BrowserScene, page: Page, login: string): Promise<void> {
  await page.goto(`${app.settings.baseUrl}/`);
  await page.getByLabel('Logon name or account alias').fill(login);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** With SCREENSHOTS set (to a folder, or to 1) the page is kept as a picture, outside the repository. */
export async function snap(page: Page, name: string): Promise<void> {
  const wish = process.env.SCREENSHOTS;
  if (!wish) return;
  const folder = wish === '1' ? join(tmpdir(), 'ram-sso-screenshots') : wish;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
