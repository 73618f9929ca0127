import { createTenant } from '../../support/api';
import { startApp, type TestApp } from '../../support/app';
import { change } from '../../support/change';
import { logoutRequestXml } from '../../support/idp/logout-xml';
import { signXml } from '../../support/idp/sign-xml';
import {
  attributeOf,
  type LoginScene,
  makeScene,
  redirectedMessage,
  setCookies,
  signIn,
} from '../../support/login-scene';
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

type Change = readonly [from: string, to: string];

const WITH_INDEXES: Change = [' index="', ' indexes="'];
const WITH_MORE_IN_THE_SIGNATURE: Change = ['</ds:SignatureValue>', '</ds:SignatureValue><ds:Unknown/>'];

/** Valid as it is, and no more after any of the changes: the schema looks at those places. */
function expectValid(xml: string, schema: Schema, ...changes: readonly [Change, ...Change[]]): void {
  expect(complaints(xml, schema)).toEqual([]);
  for (const [from, to] of changes)
    expect([from, complaints(change(xml, from, to), schema)]).not.toEqual([from, []]);
}

const isSigned = (xml: string) => xml.includes('<ds:SignatureValue>');

describe('the metadata of a service are valid', () => {
  const metadataOf = async (at: TestApp, alias: string) =>
    (await at.request('GET', `/saml/${alias}/metadata`, { token: null })).text;

  const SIGNED = '<ds:SignatureValue>';
  const ENCRYPTS = '<md:KeyDescriptor use="encryption">';
  const UNSIGNED_REQUESTS = 'AuthnRequestsSigned="false"';
  const ONE_FORMAT = `<md:NameIDFormat>${PERSISTENT}</md:NameIDFormat>`;
  const ALL = [SIGNED, ENCRYPTS, UNSIGNED_REQUESTS, ONE_FORMAT];

  it.each<[string, object, string[], Change]>([
    ['as they are by default', {}, [], WITH_INDEXES],
    [
      'with an encryption key',
      { assertionEncryption: 'optional' },
      [ENCRYPTS],
      ['use="encryption"', 'use="encrypting"'],
    ],
    ['signed', { signMetadata: true }, [SIGNED], WITH_MORE_IN_THE_SIGNATURE],
    [
      'signed, with an encryption key',
      { signMetadata: true, assertionEncryption: 'required' },
      [SIGNED, ENCRYPTS],
      ['Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"', 'Algorithms="aes256-gcm"'],
    ],
    [
      'with requests that are not signed, and a NameID format',
      { signAuthnRequests: 'never', nameIdFormat: PERSISTENT },
      [UNSIGNED_REQUESTS, ONE_FORMAT],
      [UNSIGNED_REQUESTS, 'AuthnRequestsSigned="no"'],
    ],
  ])('%s', async (_, saml, shown, broken) => {
    const { alias } = await createTenant(app, { saml });
    const xml = await metadataOf(app, alias);
    expect(ALL.filter((text) => xml.includes(text))).toEqual(shown);
    expectValid(xml, 'metadata', broken, WITH_INDEXES);
    const withNames = await metadataOf(named, alias);
    expect(withNames).toContain('>Example &amp; Söhne</md:OrganizationName>');
    expect(withNames).toContain('>https://example.com/?a=1&amp;b=2</md:OrganizationURL>');
    expect(withNames).toContain('<md:EmailAddress>mailto:saml@example.com</md:EmailAddress>');
    expect(ALL.filter((text) => withNames.includes(text))).toEqual(shown);
    expectValid(
      withNames,
      'metadata',
      broken,
      ['<md:OrganizationURL xml:lang="en">', '<md:OrganizationURL>'],
      ['contactType="technical"', 'contactType="technician"'],
    );
  });

  it.each(['signing', 'encryption'])('with a next key for %s', async (purpose) => {
    const { alias } = await createTenant(app, { saml: { assertionEncryption: 'required' } });
    const before = await metadataOf(app, alias);
    const made = await app.request('POST', `/api/v1/tenants/${alias}/sp/keys`, { body: { purpose } });
    expect(made.status).toBe(201);
    const xml = await metadataOf(app, alias);
    const keys = (text: string) => text.split('<md:KeyDescriptor').length - 1;
    expect([keys(before), keys(xml)]).toEqual([2, 3]);
    const [first = '', second = '', third] = xml.split(`use="${purpose}"`);
    expect(third).toContain('<ds:X509Certificate>');
    expectValid(xml, 'metadata', WITH_INDEXES);
    const withOtherUse = `${first}use="${purpose}"${second}use="next"${third ?? ''}`;
    expect(complaints(withOtherUse, 'metadata')).not.toEqual([]);
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

  const SHOWN = [
    'ForceAuthn="true"',
    'IsPassive="true"',
    'ProviderName="Cloud &amp; Co"',
    `Format="${PERSISTENT}"`,
    `>${PASSWORD}</saml:AuthnContextClassRef>`,
  ];
  const WITH_OTHER_ACS: Change = ['AssertionConsumerServiceURL="', 'AssertionConsumerServiceUrl="'];
  const WITHOUT_VERSION: Change = [' Version="2.0"', ''];

  it.each<[string, object, string[], Change]>([
    ['as it is by default', {}, [], WITH_OTHER_ACS],
    ['with every setting', every, SHOWN, ['IsPassive="true"', 'IsPassive="yes"']],
    [
      'that is not signed',
      { ...every, signAuthnRequests: 'never' },
      SHOWN,
      ['Comparison="exact"', 'Comparison="exactly"'],
    ],
  ])('an AuthnRequest %s', async (_, saml, shown, broken) => {
    const isToBeSigned = !('signAuthnRequests' in saml);
    const ask = ({ tenant, alice }: LoginScene) =>
      app.request('GET', `/saml/${tenant.alias}/login?loginHint=${encodeURIComponent(alice)}`, {
        token: null,
      });
    const expectShown = (xml: string) => {
      expect(SHOWN.filter((text) => xml.includes(text))).toEqual(shown);
    };

    const posted = postedMessage(
      await ask(await makeScene(app, { metadata, tenant: { saml } })),
      'SAMLRequest',
    );
    expectShown(posted);
    expect(isSigned(posted)).toBe(isToBeSigned);
    expectValid(posted, 'protocol', broken, ...(isToBeSigned ? [WITH_MORE_IN_THE_SIGNATURE] : []));

    const redirecting = await makeScene(app, { tenant: { saml } });
    const response = await ask(redirecting);
    const redirected = redirectedMessage(response);
    expectShown(redirected);
    expect(isSigned(redirected)).toBe(false);
    expectValid(redirected, 'protocol', broken);
    const { searchParams } = new URL(String(response.headers.location));
    expect(searchParams.has('Signature')).toBe(isToBeSigned);
    expect(searchParams.get('login_hint')).toBe(shown.length > 0 ? redirecting.alice : null);
  });

  it('a LogoutRequest', async () => {
    const scene = await makeScene(app, { metadata });
    const cookies = setCookies(await signIn(scene));
    const response = await app.request('POST', '/logout', { token: null, cookies });
    const xml = postedMessage(response, 'SAMLRequest');
    expect(xml).toMatch(/^<samlp:LogoutRequest /);
    expect(xml).toContain(`>${scene.alice}</saml:NameID>`);
    expectValid(
      xml,
      'protocol',
      WITHOUT_VERSION,
      WITH_MORE_IN_THE_SIGNATURE,
      ['NotOnOrAfter="', 'NotOnOrAfter="on '],
      ['</saml:NameID>', '</saml:NameID><samlp:Unknown/>'],
      ['</samlp:SessionIndex>', '</samlp:SessionIndex><samlp:Unknown/>'],
    );
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
    const xml = postedMessage(response, 'SAMLResponse');
    expect(xml).toMatch(/^<samlp:LogoutResponse /);
    expect(attributeOf(xml, 'InResponseTo')).toBe(attributeOf(request, 'ID'));
    expectValid(xml, 'protocol', WITHOUT_VERSION, WITH_MORE_IN_THE_SIGNATURE, [
      '<samlp:StatusCode Value="',
      '<samlp:StatusCode Values="',
    ]);
  });
});
