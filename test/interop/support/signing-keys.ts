import type { Page } from 'playwright-core';
import type { Tenant } from '../../support/api';
import { SpKeyCalls } from '../../support/sp-keys';
import {
  expectSignedIn,
  inBrowser,
  type InteropScene,
  registerService,
  sessionStatus,
  trustingTenant,
} from './interop-scene';

export type RequestBinding = 'redirect' | 'post';

/**
 * Our own signing key becomes an EC key. The IdP reads our metadata before each step.
 * @param taken the bindings by which it takes requests that are signed by ECDSA
 */
export function describeSigningKeys(scene: () => InteropScene, taken: readonly RequestBinding[]): void {
  describe('our signing key becomes EC', () => {
    it.each<RequestBinding>(['redirect', 'post'])('with requests by %s', async (requestBinding) => {
      const tenant = await trustingTenant(scene(), { requestBinding });
      const keys = new SpKeyCalls(scene().app, tenant.alias);
      const ec = await keys.created('signing', 'ec-p256');
      const [rsa] = await keys.list();
      await registerService(scene(), tenant);
      await signInByRequest(scene(), tenant);

      await keys.promoted(ec);
      await registerService(scene(), tenant);
      if (taken.includes(requestBinding)) await signInByRequest(scene(), tenant);
      else await expectRefused(scene(), tenant);

      if (rsa) await keys.promoted(rsa);
      await registerService(scene(), tenant);
      await signInByRequest(scene(), tenant);
    });
  });
}

function signInByRequest(scene: InteropScene, tenant: Tenant): Promise<void> {
  return inBrowser(scene, async (page: Page) => {
    await page.goto(tenant.sp.loginUrl);
    await scene.idp.enterPassword(page);
    await expectSignedIn(scene, page);
  });
}

function expectRefused(scene: InteropScene, tenant: Tenant): Promise<void> {
  return inBrowser(scene, async (page) => {
    await page.goto(tenant.sp.loginUrl);
    await scene.idp.seeRefusal(page);
    expect(await sessionStatus(scene.app, page)).toBe(401);
  });
}
