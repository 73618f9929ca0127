import { expectSignedIn, idpOrigin, inBrowser, type InteropScene, trustingTenant } from './interop-scene';

export function describeLogins(scene: () => InteropScene): void {
  describe('a login', () => {
    it.each(['redirect', 'post'])('that begins here, by a request by %s', async (requestBinding) => {
      const tenant = await trustingTenant(scene(), { requestBinding });
      await inBrowser(scene(), async (page) => {
        const asked = page.waitForRequest((request) => request.url().startsWith(idpOrigin(scene())));
        await page.goto(tenant.sp.loginUrl);
        expect((await asked).method()).toBe(requestBinding === 'post' ? 'POST' : 'GET');
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
    });

    it.each(['redirect', 'post'])(
      'that begins here with a hint that it may not know, by %s',
      async (requestBinding) => {
        const tenant = await trustingTenant(scene(), { requestBinding, loginHint: 'always' });
        const name = encodeURIComponent(`alice@${tenant.defaultDomain}`);
        await inBrowser(scene(), async (page) => {
          const asked = page.waitForRequest((request) => request.url().startsWith(idpOrigin(scene())));
          await page.goto(`${scene().app.settings.baseUrl}/?login=${name}`);
          expect((await asked).url()).toContain(`login_hint=${name}`);
          await scene().idp.enterPassword(page);
          await expectSignedIn(scene(), page);
        });
      },
    );

    it('that begins here, on a trust by its metadata’s address', async () => {
      const tenant = await trustingTenant(scene(), {}, 'url');
      await inBrowser(scene(), async (page) => {
        await page.goto(tenant.sp.loginUrl);
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
    });

    it('that begins at its portal', async () => {
      const tenant = await trustingTenant(scene());
      await inBrowser(scene(), async (page) => {
        await page.goto(scene().idp.portalLink(tenant.sp.entityId));
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
      });
    });

    it('with an encrypted assertion', async () => {
      const tenant = await trustingTenant(scene(), { assertionEncryption: 'required' });
      await inBrowser(scene(), async (page) => {
        const posted = page.waitForRequest(tenant.sp.acsUrl);
        await page.goto(tenant.sp.loginUrl);
        await scene().idp.enterPassword(page);
        const form = new URLSearchParams((await posted).postData() ?? '');
        const xml = Buffer.from(form.get('SAMLResponse') ?? '', 'base64').toString();
        expect(xml).toMatch(/<(\w+:)?Response[\s>]/);
        expect(xml).toMatch(/<(\w+:)?EncryptedAssertion[\s>]/);
        expect(xml).not.toMatch(/<(\w+:)?(Assertion|NameID)[\s>]/);
        expect(xml).not.toContain(tenant.defaultDomain);
        await expectSignedIn(scene(), page);
      });
    });

    it('of somebody who is signed in there already asks nothing', async () => {
      const [first, second] = [await trustingTenant(scene()), await trustingTenant(scene())];
      await inBrowser(scene(), async (page) => {
        await page.goto(first.sp.loginUrl);
        await scene().idp.enterPassword(page);
        await expectSignedIn(scene(), page);
        await page.goto(second.sp.loginUrl);
        await page.getByText(`alice@${second.defaultDomain}`).waitFor();
      });
    });
  });
}
