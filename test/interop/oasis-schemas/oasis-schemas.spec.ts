import { createTenant } from '../../support/api';
import { startApp, type TestApp } from '../../support/app';
import { change } from '../../support/change';
import { logoutRequestXml } from '../../support/idp/logout-xml';
import { signXml } from '../../support/idp/sign-xml';
import { type LoginScene, makeScene, redirectedMessage, setCookies, signIn } from '../../support/login-scene';
import { postedMessage } from '../support/posted-message';
import { complaints, type Schema } from './xmllint';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

let app: TestApp;
let named: TestApp;
beforeAll(async () => {
  app = await startApp();
  const organization = {
    organizationName: 'Example & Söhne',
    organizationUrl: 'https://example.com/?a=1&b=2',
  };
  named = await startApp({ ...organization, technicalContactEmail: 'saml@example.com' }, app);
});
afterAll(async () => {
  await named.close();
  await app.close();
});

function expectValid(xml: string, schema: Schema): void {
  expect(complaints(xml, schema)).toEqual([]);
}

describe('the metadata of a service are valid', () => {
  const metadataOf = async (at: TestApp, alias: string) =>
    (await at.request('GET', `/saml/${alias}/metadata`, { token: null })).text;

  it.each([
    ['as they are by default', {}],
    ['with an encryption key', { assertionEncryption: 'optional' }],
    ['signed', { signMetadata: true }],
    ['signed, with an encryption key', { signMetadata: true, assertionEncryption: 'required' }],
    [
      'with requests that are not signed, and a NameID format',
      { signAuthnRequests: 'never', nameIdFormat: PERSISTENT },
    ],
  ])('%s', async (_, saml) => {
    const { alias } = await createTenant(app, { saml });
    const xml = await metadataOf(app, alias);
    expectValid(xml, 'metadata');
    expect(complaints(change(xml, ' index="', ' indexes="'), 'metadata')).not.toEqual([]);
    const withNames = await metadataOf(named, alias);
    expect(withNames).toContain('Söhne');
    expect(withNames).toContain('saml@example.com');
    expectValid(withNames, 'metadata');
  });

  it.each(['signing', 'encryption'])('with a next key for %s', async (purpose) => {
    const { alias } = await createTenant(app, { saml: { assertionEncryption: 'required' } });
    const before = await metadataOf(app, alias);
    const made = await app.request('POST', `/api/v1/tenants/${alias}/sp/keys`, { body: { purpose } });
    expect(made.status).toBe(201);
    const xml = await metadataOf(app, alias);
    const keys = (text: string) => text.split('<md:KeyDescriptor').length;
    expect(keys(xml)).toBe(keys(before) + 1);
    expectValid(xml, 'metadata');
  });
});

describe('a message of the service is valid', () => {
  const metadata = { bindings: ['HTTP-POST'], slo: true };
  const every = {
    forceAuthn: true,
    isPassive: true,
    providerName: 'Cloud & Co',
    loginHint: 'always',
    nameIdFormat: PERSISTENT,
    authnContextClassRefs: [PASSWORD],
  };

  it.each([
    ['as it is by default', {}],
    ['with every setting', every],
    ['that is not signed', { ...every, signAuthnRequests: 'never' }],
  ])('an AuthnRequest %s', async (_, saml) => {
    const path = ({ tenant }: LoginScene) => `/saml/${tenant.alias}/login?loginHint=alice`;
    const posting = await makeScene(app, { metadata, tenant: { saml } });
    const posted = await app.request('GET', path(posting), { token: null });
    expectValid(postedMessage(posted, 'SAMLRequest'), 'protocol');
    const redirecting = await makeScene(app, { tenant: { saml } });
    const redirected = await app.request('GET', path(redirecting), { token: null });
    expectValid(redirectedMessage(redirected), 'protocol');
  });

  it('a LogoutRequest', async () => {
    const scene = await makeScene(app, { metadata });
    const cookies = setCookies(await signIn(scene));
    const response = await app.request('POST', '/logout', { token: null, cookies });
    const xml = postedMessage(response, 'SAMLRequest');
    expectValid(xml, 'protocol');
    expect(complaints(change(xml, 'Version="2.0"', ''), 'protocol')).not.toEqual([]);
  });

  it('a LogoutResponse', async () => {
    const { tenant, idp, alice } = await makeScene(app, { metadata });
    const request = logoutRequestXml({
      issuer: idp.entityId,
      destination: tenant.sp.sloUrl,
      nameId: alice,
      sessionIndexes: [],
      issueInstant: app.clock.now(),
    });
    const signed = signXml(request, 'LogoutRequest', idp.keys);
    const response = await app.request('POST', `/saml/${tenant.alias}/slo`, {
      token: null,
      body: new URLSearchParams({ SAMLRequest: Buffer.from(signed).toString('base64') }),
    });
    expectValid(postedMessage(response, 'SAMLResponse'), 'protocol');
  });
});
