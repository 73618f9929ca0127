import type { Page } from 'playwright-core';
import type { Tenant } from '../../support/api';
import { expectSignedIn, inBrowser, type InteropScene, sessionStatus, trustingTenant } from './interop-scene';

export function describeLogouts(scene: () => InteropScene): void {
  describe('a sign-out', () => {
    it('that begins here ends the sign-in there', async () => {
      const tenant = await trustingTenant(scene());
      await inBrowser(scene(), async (page) => {
        await signIn(scene(), page, tenant);
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
        expect(await sessionStatus(scene().app, page)).toBe(401);
        await page.goto(tenant.sp.loginUrl);
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
    });

    it('that begins there ends the session here', async () => {
      const { idp, app } = scene();
      const tenant = await trustingTenant(scene());
      await inBrowser(scene(), async (page) => {
        await signIn(scene(), page, tenant);
        await page.goto(idp.signOutUrl);
        await idp.finishSignOut(page);
        expect(await sessionStatus(app, page)).toBe(401);
      });
    });
  });
}

async function signIn(scene: InteropScene, page: Page, tenant: Tenant): Promise<void> {
  await page.goto(tenant.sp.loginUrl);
  await scene.idp.enterPassword(page);
  await expectSignedIn(scene, page);
}
