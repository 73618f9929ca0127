import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDP_GUIDES, findProduct } from '../../src/saml-login/refused-login/idp-product';
import { findScreen } from '../../src/saml-login/refused-login/idp-screens';
import { LOGIN_CHECKS } from '../../src/saml/explain/expected-by-check';
import { inWords, say } from '../../src/sentences/sentence';

const ROOT = join(__dirname, '..', '..');
const CHECKS = ['trust', ...LOGIN_CHECKS, 'user_name', 'user', 'request', 'sso_enabled'] as const;

const idp = (entityId: string, location = 'https://idp.example/sso') => ({
  entityId,
  ssoServices: [{ binding: 'redirect', location }],
});

describe('what an IdP seems to be', () => {
  it.each([
    ['adfs', idp('http://adfs.acme.example/adfs/services/trust', 'https://adfs.acme.example/adfs/ls/')],
    ['entra', idp('https://sts.windows.net/0123/', 'https://login.microsoftonline.com/0123/saml2')],
    [
      'google',
      idp(
        'https://accounts.google.com/o/saml2?idpid=C01',
        'https://accounts.google.com/o/saml2/idp?idpid=C01',
      ),
    ],
    [
      'keycloak',
      idp('https://id.acme.example/realms/staff', 'https://id.acme.example/realms/staff/protocol/saml'),
    ],
    ['keycloak', idp('https://id.acme.example/auth/realms/staff')],
    ['okta', idp('http://www.okta.com/exk1', 'https://acme.okta.com/app/acme/exk1/sso/saml')],
    ['okta', idp('https://sso.acme.example/exk1', 'https://acme.oktapreview.com/app/x/sso/saml')],
    ['simplesamlphp', idp('https://idp.acme.example/simplesaml/saml2/idp/metadata.php')],
    [
      'simplesamlphp',
      idp('urn:acme', 'https://idp.acme.example/simplesaml/module.php/saml/idp/singleSignOnService'),
    ],
  ])('%s', (product, trust) => {
    expect(findProduct(trust as never)).toBe(product);
  });

  it.each([
    ['adfs-federationmetadata.xml', 'adfs'],
    ['entra-id.xml', 'entra'],
    ['google-workspace.xml', 'google'],
    ['keycloak.xml', 'keycloak'],
    ['okta.xml', 'okta'],
    ['simplesamlphp.xml', 'simplesamlphp'],
    ['auth0.xml', undefined],
    ['onelogin.xml', undefined],
    ['pingone.xml', undefined],
    ['shibboleth-testshib.xml', undefined],
  ])('by its metadata: %s', (file, product) => {
    const xml = readFileSync(join(ROOT, 'test/fixtures/metadata', file), 'utf8');
    const [, entityId = ''] = /entityID="([^"]+)"/.exec(xml) ?? [];
    const [, location = ''] = /SingleSignOnService[^>]*Location="([^"]+)"/.exec(xml) ?? [];
    expect(location).not.toBe('');
    expect(findProduct(idp(entityId, location) as never)).toBe(product);
  });

  it.each([
    'https://idp.example/metadata',
    'https://evil.example/?x=https://sts.windows.net/1/',
    'https://okta.com.evil.example/x',
    'https://notokta.com/x',
    'urn:keycloak:realms',
  ])('none of them: %s', (entityId) => {
    expect(findProduct(idp(entityId) as never)).toBeUndefined();
  });
});

describe('the screen that is named for a check', () => {
  const products = [undefined, ...IDP_GUIDES];

  it.each(products)('is in a part of a guide that there is: %s', (product) => {
    for (const check of CHECKS) {
      const screen = findScreen(check, product);
      if (!screen) continue;
      const [file = '', anchor = ''] = screen.guide.split('#');
      expect([check, anchorsOf(file)]).toEqual([check, expect.arrayContaining([anchor])]);
      expect(inWords(screen.screen)).not.toBe('');
    }
  });

  it('is none where nothing is to be changed at the IdP', () => {
    for (const check of ['user', 'request', 'sso_enabled'] as const)
      expect(findScreen(check, 'okta')).toBeUndefined();
    expect(findScreen('audience', 'okta')).toMatchObject({
      product: say`${'Okta'}`,
      guide: 'docs/guides/okta.md#set-it-up',
    });
  });
});

function anchorsOf(file: string): string[] {
  const headings = readFileSync(join(ROOT, file), 'utf8').match(/^#+ .+$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
