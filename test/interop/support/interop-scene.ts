import type { Browser, Page } from 'playwright-core';
import { freePort } from '../../../demo/free-port';
import { launchChromium } from '../../browser/chromium';
import { createTenant, createUser, type Tenant } from '../../support/api';
import { startApp, type TestApp } from '../../support/app';
import { type InteropIdp, PERSON } from './interop-idp';

/** The service on `localhost` and another's identity provider on `127.0.0.1`: to a browser two sites, as in life. */
export interface InteropScene {
  readonly app: TestApp;
  readonly idp: InteropIdp;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function startInteropScene(startIdp: () => Promise<InteropIdp>): Promise<InteropScene> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const idp = await startIdp();
    closers.push(() => idp.stop());
    const [browser, port] = await Promise.all([launchChromium(), freePort(0)]);
    closers.push(() => browser.close());
    const app = await startApp({ port, baseUrl: `http://localhost:${port}`, allowPrivateMetadataUrls: true });
    closers.push(() => app.close());
    await app.nest.listen(port, '127.0.0.1');
    return { app, idp, browser, close };
  } catch (error) {
    // What runs on would keep the run of the tests from its end.
    await close();
    throw error;
  }
}

export type TrustBy = 'upload' | 'url';

/** A tenant with alice as its RAM user, where each side has the other's metadata as they are. */
export async function trustingTenant(
  scene: InteropScene,
  saml: Record<string, unknown> = {},
  by: TrustBy = 'upload',
): Promise<Tenant> {
  const { app } = scene;
  const tenant = await createTenant(app, { saml });
  await createUser(app, tenant.alias, { userName: PERSON.name, displayName: 'Alice Ngo' });
  await registerService(scene, tenant, saml.assertionEncryption === 'required');
  await trustIdp(scene, tenant, by);
  return tenant;
}

/** Gives the IdP the tenant's metadata as they are now, at first or once more. */
export async function registerService(
  { app, idp }: InteropScene,
  tenant: Tenant,
  encryptsAssertions = false,
): Promise<void> {
  await idp.register({
    metadata: await spMetadata(tenant),
    nameIdDomain: tenant.defaultDomain,
    encryptsAssertions,
    setup: async (product) => {
      const path = `/api/v1/tenants/${tenant.alias}/sp/setup/${product}`;
      return (await app.request('GET', path)).text;
    },
  });
}

export async function spMetadata(tenant: Tenant): Promise<string> {
  return (await fetch(tenant.sp.metadataUrl)).text();
}

export interface TrustView {
  readonly entityId: string;
  readonly ssoServices: readonly { readonly binding: string; readonly location: string }[];
  readonly sloServices: readonly { readonly binding: string }[];
  readonly signingCertificates: readonly { readonly sha256Fingerprint: string }[];
  readonly source: string;
}

export async function trustIdp(
  { app, idp }: InteropScene,
  { alias }: Tenant,
  by: TrustBy,
): Promise<TrustView> {
  const body =
    by === 'url'
      ? { metadataUrl: idp.metadataUrl }
      : { metadataXml: await (await fetch(idp.metadataUrl)).text() };
  const response = await app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body });
  if (response.status !== 200) throw new Error(`the metadata were refused: ${response.text}`);
  return response.body as TrustView;
}

/** Runs `visit` in a browser profile of its own; where it fails, with the page and the IdP's last words. */
export async function inBrowser(
  { browser, idp }: InteropScene,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  try {
    await visit(page);
  } catch (error) {
    const shown = await page.locator('body').innerText().catch(String);
    throw new Error(
      `${String(error)}\n\nThe page ${page.url()} shows:\n${shown}\n\nThe IdP wrote:\n${idp.log()}`,
      {
        cause: error,
      },
    );
  } finally {
    await context.close();
  }
}

export async function expectSignedIn({ app }: InteropScene, page: Page): Promise<void> {
  await page.waitForURL(`${app.settings.baseUrl}/console`);
  await page.getByRole('heading', { name: 'Hello, Alice Ngo' }).waitFor();
  expect(await sessionStatus(app, page)).toBe(200);
}

export async function sessionStatus(app: TestApp, page: Page): Promise<number> {
  return (await page.request.get(`${app.settings.baseUrl}/session`)).status();
}

export function idpOrigin({ idp }: InteropScene): string {
  return new URL(idp.metadataUrl).origin;
}
