import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { inBrowser, type InteropScene, sessionStatus, trustingTenant } from './interop-scene';

/** The IdP has read in our metadata that requests are signed, and by which key. */
export function describeRequests(scene: () => InteropScene): void {
  describe('a request by Redirect is refused there', () => {
    it.each<readonly [string, (request: URL) => void]>([
      [
        'without its signature',
        ({ searchParams }) => {
          searchParams.delete('SigAlg');
          searchParams.delete('Signature');
        },
      ],
      [
        'with another ID than was signed',
        ({ searchParams }) => {
          const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
          const changed = xml.replace(/ ID="_./, ' ID="_Z');
          searchParams.set('SAMLRequest', deflateRawSync(changed).toString('base64'));
        },
      ],
      [
        'with a RelayState that was not signed',
        ({ searchParams }) => {
          searchParams.set('RelayState', 'another');
        },
      ],
    ])('%s', async (_name, change) => {
      const tenant = await trustingTenant(scene(), { requestBinding: 'redirect' });
      const { app, idp } = scene();
      const begun = await app.request('GET', new URL(tenant.sp.loginUrl).pathname, { token: null });
      const request = new URL(String(begun.headers.location));
      const whole = ['RelayState', 'SAMLRequest', 'SigAlg', 'Signature'];
      expect([...request.searchParams.keys()].sort()).toEqual(whole);
      const before = request.href;
      change(request);
      expect(request.href).not.toBe(before);
      await inBrowser(scene(), async (page) => {
        await page.goto(request.href);
        await idp.seeRefusal(page);
        expect(await sessionStatus(app, page)).toBe(401);
      });
    });
  });
}
