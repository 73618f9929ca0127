import { IDP_PRODUCTS } from '../../src/sp-setup/idp-products';
import { codeOf, createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';

describe("a tenant's set-up", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const setupOf = (alias: string, product: string, token?: string) =>
    app.request('GET', `/api/v1/tenants/${alias}/sp/setup/${product}`, token === undefined ? {} : { token });

  it.each(IDP_PRODUCTS)(
    'of %s is closed to the token of another, and says nothing of it',
    async (product) => {
      const saml = { assertionEncryption: 'optional' };
      const [mine, other] = [await createTenant(app, { saml }), await createTenant(app, { saml })];
      const token = await createToken(app, 'admin', other.alias);
      const refused = await setupOf(mine.alias, product, token);
      expect([refused.status, codeOf(refused)]).toEqual([403, 'auth.forbidden']);

      const metadata = await app.request('GET', `/saml/${other.alias}/metadata`, { token: null });
      const { text } = await setupOf(mine.alias, product);
      expect(text).toContain(mine.sp.entityId);
      const certificates = [...metadata.text.matchAll(/(?<=<ds:X509Certificate>)[^<]+/g)].map(([one]) => one);
      expect(certificates.map((certificate) => text.includes(certificate))).toEqual([false, false]);
      expect(text).not.toContain(other.alias);
    },
  );
});
