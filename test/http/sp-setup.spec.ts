import { codeOf, createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ baseUrl: 'https://sso.example' });
});
afterAll(() => app.close());

const setupOf = (alias: string, product: string, token?: string) =>
  app.request('GET', `/api/v1/tenants/${alias}/sp/setup/${product}`, token === undefined ? {} : { token });

async function certificatesOf(alias: string): Promise<(string | undefined)[]> {
  const { text } = await app.request('GET', `/saml/${alias}/metadata`, { token: null });
  return [...text.matchAll(/<ds:X509Certificate>([^<]+)/g)].map((match) => match[1]);
}

describe('GET /sp/setup/{product}', () => {
  it.each([
    ['adfs', 'ps1', 'text/plain; charset=utf-8'],
    ['entra', 'sh', 'text/plain; charset=utf-8'],
    ['okta', 'tf', 'text/plain; charset=utf-8'],
    ['keycloak', 'json', 'application/json; charset=utf-8'],
    ['simplesamlphp', 'php', 'text/plain; charset=utf-8'],
  ])('%s is a file to be run, for viewers too', async (product, extension, type) => {
    const { alias, sp } = await createTenant(app, { displayName: 'Zoë & "Söhne"' });
    const response = await setupOf(alias, product, await createToken(app, 'viewer', alias));

    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="${alias}-${product}.${extension}"`,
    );
    expect(response.text).toContain(sp.entityId);
  });

  it('names another ETag as soon as the text is another', async () => {
    const { alias } = await createTenant(app);
    const [first, again] = [await setupOf(alias, 'okta'), await setupOf(alias, 'okta')];
    expect(first.headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect([again.headers.etag, again.text]).toEqual([first.headers.etag, first.text]);
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { displayName: 'Other' } });
    expect((await setupOf(alias, 'okta')).headers.etag).not.toBe(first.headers.etag);
  });

  it('hands over the certificates of our metadata', async () => {
    const { alias } = await createTenant(app, { saml: { assertionEncryption: 'required' } });
    const { attributes } = (await setupOf(alias, 'keycloak')).body as { attributes: Record<string, string> };
    expect([attributes['saml.signing.certificate'], attributes['saml.encryption.certificate']]).toEqual(
      await certificatesOf(alias),
    );
  });

  it('hands over no encryption certificate where nothing is to be encrypted', async () => {
    const { alias } = await createTenant(app);
    const { attributes } = (await setupOf(alias, 'keycloak')).body as { attributes: Record<string, string> };
    expect(attributes).not.toHaveProperty(['saml.encryption.certificate']);
  });

  it.each(['nobody', 'ADFS', 'toString', 'adfs.ps1', '..%2Fadfs'])('has nothing for %s', async (product) => {
    const { alias } = await createTenant(app);
    const response = await setupOf(alias, product);
    expect([response.status, codeOf(response)]).toEqual([404, 'not_found']);
  });

  it('has nothing for a tenant that is none', async () => {
    const response = await setupOf('nobody', 'adfs');
    expect([response.status, codeOf(response)]).toEqual([404, 'tenant.not_found']);
  });
});
