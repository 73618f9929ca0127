import { X509Certificate } from 'node:crypto';
import type { Page } from 'playwright-core';
import { type KeyPairPem, makeKeyPair } from '../../../demo/idp/make-key-pair';
import type { Tenant } from '../../support/api';
import {
  expectSignedIn,
  inBrowser,
  type InteropScene,
  type TrustView,
  trustingTenant,
} from './interop-scene';
import type { IdpKeys } from './interop-idp';

/** For those that can have another key while they run. */
export function describeRollOver(scene: () => InteropScene): void {
  describe('a new key there loses no login', () => {
    const keys = (): IdpKeys => {
      const { keys: its } = scene().idp;
      if (!its) throw new Error('it can have no other key');
      return its;
    };

    it('where it is announced: old, both, new', async () => {
      const tenant = await trustingTenant(scene(), {}, 'url');
      const [old, next] = [keys().signing, await makeKeyPair('next')];
      const signedBy = async (expected: KeyPairPem, trusted: readonly KeyPairPem[]) => {
        expect(await signInAndSeeKey(scene(), tenant)).toBe(fingerprint(expected));
        expect(await trustedKeys(scene(), tenant)).toEqual(trusted.map(fingerprint).sort());
      };
      await signedBy(old, [old]);
      await keys().use(old, next);
      await refresh(scene(), tenant);
      await signedBy(old, [old, next]);
      await keys().use(next, old);
      await signedBy(next, [old, next]);
      await keys().use(next);
      await refresh(scene(), tenant);
      await signedBy(next, [next]);
    });

    it('where nobody was told, and somebody is signing in', async () => {
      const tenant = await trustingTenant(scene(), {}, 'url');
      const [old, next] = [keys().signing, await makeKeyPair('next')];
      expect(await trustedKeys(scene(), tenant)).toEqual([fingerprint(old)]);
      await inBrowser(scene(), async (page) => {
        await page.goto(tenant.sp.loginUrl);
        await keys().use(next);
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
      expect(await lastSigningKey(scene(), tenant)).toBe(fingerprint(next));
      expect(await trustedKeys(scene(), tenant)).toEqual([fingerprint(next)]);
    });
  });
}

/** @returns the fingerprint of the certificate whose key had signed */
async function signInAndSeeKey(scene: InteropScene, tenant: Tenant): Promise<unknown> {
  await inBrowser(scene, async (page: Page) => {
    await page.goto(tenant.sp.loginUrl);
    await scene.idp.enterPassword(page);
    await expectSignedIn(scene, page);
  });
  return lastSigningKey(scene, tenant);
}

async function lastSigningKey({ app }: InteropScene, { alias }: Tenant): Promise<unknown> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/audit-events?type=login&limit=1`);
  return (body as { items: { details: { signedBy?: unknown } }[] }).items[0]?.details.signedBy;
}

async function refresh({ app }: InteropScene, { alias }: Tenant): Promise<void> {
  const response = await app.request('POST', `/api/v1/tenants/${alias}/idp/refresh`);
  if (response.status !== 200) throw new Error(`no refresh: ${response.text}`);
}

async function trustedKeys({ app }: InteropScene, { alias }: Tenant): Promise<string[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/idp`);
  return (body as TrustView).signingCertificates.map((certificate) => certificate.sha256Fingerprint).sort();
}

function fingerprint({ cert }: KeyPairPem): string {
  return new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
}
