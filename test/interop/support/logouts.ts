import type { Page } from 'playwright-core';
import type { Tenant } from '../../support/api';
import {
  expectSignedIn,
  idpOrigin,
  inBrowser,
  type InteropScene,
  sessionStatus,
  type TrustView,
  trustingTenant,
} from './interop-scene';

export function describeLogouts(scene: () => InteropScene, signsOutByPost: boolean): void {
  describe('a sign-out', () => {
    it.each(['GET', 'POST'])('that begins here, by %s, ends the sign-in there', async (method) => {
      const tenant = await trustingTenant(scene());
      if (method === 'POST') await offerSloByPostAlone(scene(), tenant);
      await inBrowser(scene(), async (page) => {
        await signIn(scene(), page, tenant);
        const asked = page.waitForRequest((request) => request.url().startsWith(idpOrigin(scene())));
        await page.getByRole('button', { name: 'Sign out' }).click();
        expect((await asked).method()).toBe(method);
        await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
        expect(await sessionStatus(scene().app, page)).toBe(401);
        await page.goto(tenant.sp.loginUrl);
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
    });

    it('that begins there ends the session here', async () => {
      await signOutThere(scene(), scene().idp.signOutUrl);
    });

    if (signsOutByPost)
      it('that begins there, by POST, ends the session here', async () => {
        const tellings = await signOutThere(scene(), String(scene().idp.signOutByPostUrl));
        expect(tellings).toEqual(['POST']);
      });
  });
}

/** @returns the methods by which the service was told */
async function signOutThere(scene: InteropScene, signOutUrl: string): Promise<string[]> {
  const { idp, app } = scene;
  const tenant = await trustingTenant(scene);
  const methods: string[] = [];
  await inBrowser(scene, async (page) => {
    await signIn(scene, page, tenant);
    page.on('request', (request) => {
      if (request.url().startsWith(tenant.sp.sloUrl)) methods.push(request.method());
    });
    expect(await sessionsOf(scene, tenant)).toHaveLength(1);
    await page.goto(signOutUrl);
    await idp.finishSignOut(page);
    expect(await sessionStatus(app, page)).toBe(401);
  });
  expect(methods).not.toEqual([]);
  expect(await sessionsOf(scene, tenant)).toEqual([]);
  return methods;
}

/** That stand at the service, whatever a browser has of them. */
async function sessionsOf({ app }: InteropScene, { alias }: Tenant): Promise<unknown[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/sessions`);
  return (body as { items: unknown[] }).items;
}

async function signIn(scene: InteropScene, page: Page, tenant: Tenant): Promise<void> {
  await page.goto(tenant.sp.loginUrl);
  await scene.idp.enterPassword(page);
  await expectSignedIn(scene, page);
}

/** Its metadata without the endpoint that we take first: as those of an IdP that has none. */
async function offerSloByPostAlone({ app, idp }: InteropScene, { alias }: Tenant): Promise<void> {
  const metadata = await (await fetch(idp.metadataUrl)).text();
  const byRedirect = /<([\w:]*SingleLogoutService)\b[^>]*HTTP-Redirect"[^>]*?(\/>|>\s*<\/\1>)/g;
  const metadataXml = metadata.replace(byRedirect, '');
  const response = await app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataXml } });
  expect((response.body as TrustView).sloServices.map(({ binding }) => binding.split(':').at(-1))).toEqual(
    expect.not.arrayContaining(['HTTP-Redirect']),
  );
}
