import { createPrivateKey } from 'node:crypto';
import { signEnveloped } from '../../../src/saml/signature/sign';
import { change } from '../../support/change';
import { startApp, type TestApp } from '../../support/app';
import { logoutRequestXml } from '../../support/idp/logout-xml';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { type SignOptions, signXml } from '../../support/idp/sign-xml';
import { TestIdp } from '../../support/idp/test-idp';
import { type LoginScene, makeScene, setCookies, signIn } from '../../support/login-scene';
import { SpKeyCalls } from '../../support/sp-keys';
import { postedMessage } from '../support/posted-message';
import { EXCLUSIVE, DSIG, MORE, XENC } from './signature-forms';
import { ASSERTION_SIGNATURE, ROOT_SIGNATURE, Xmlsec1 } from './xmlsec1';

let xmlsec1: Xmlsec1;
beforeAll(() => {
  xmlsec1 = new Xmlsec1();
});
afterAll(() => {
  xmlsec1.stop();
});

function expectValid(xml: string, keys: TestKeyPair, signature = ROOT_SIGNATURE): void {
  expect(xmlsec1.verify([xml], keys, signature)).toMatchObject([{ isValid: true }]);
}

/** Signed as it is, and no more with the change in it: what the signature covers is all of it. */
function expectCovered(xml: string, keys: TestKeyPair, from: string, to: string): void {
  expectValid(xml, keys);
  expect(xmlsec1.verify([change(xml, from, to)], keys)).toEqual([{ isValid: false }]);
}

describe.each(['rsa-2048', 'ec-p256'] as const)(
  'what the service signs by %s, under the key of its metadata',
  (algorithm) => {
    let app: TestApp;
    let scene: LoginScene;
    let published: TestKeyPair;
    beforeAll(async () => {
      app = await startApp();
      const metadata = { bindings: ['HTTP-POST'], slo: true };
      scene = await makeScene(app, { metadata, tenant: { saml: { signAuthnRequests: 'always' } } });
      const keys = new SpKeyCalls(app, scene.tenant.alias);
      if (algorithm === 'ec-p256') await keys.promoted(await keys.created('signing', algorithm));
      published = { certificateDer: await signingCertificate(scene), privateKeyPem: '' };
    });
    afterAll(() => app.close());

    it('is an AuthnRequest', async () => {
      const response = await app.request('GET', `/saml/${scene.tenant.alias}/login`, { token: null });
      const request = postedMessage(response, 'SAMLRequest');
      const method = algorithm === 'ec-p256' ? 'ecdsa-sha256' : 'rsa-sha256';
      expect(request).toContain(`<ds:SignatureMethod Algorithm="${MORE}${method}">`);
      expectCovered(request, published, 'Version="2.0"', 'Version="2.1"');
    });

    it('is its metadata', async () => {
      const path = `/api/v1/tenants/${scene.tenant.alias}`;
      await app.request('PATCH', path, { body: { saml: { signMetadata: true } } });
      const { text } = await app.request('GET', `/saml/${scene.tenant.alias}/metadata`, { token: null });
      expectCovered(text, published, scene.tenant.sp.acsUrl, 'https://attacker.example/acs');
    });

    it('is a LogoutRequest', async () => {
      const cookies = setCookies(await signIn(scene));
      const response = await app.request('POST', '/logout', { token: null, cookies });
      const xml = postedMessage(response, 'SAMLRequest');
      expectCovered(xml, published, `>${scene.alice}<`, '>mallory@good.example<');
    });

    it('is a LogoutResponse', async () => {
      const request = logoutRequestXml({
        issuer: scene.idp.entityId,
        destination: scene.tenant.sp.sloUrl,
        nameId: scene.alice,
        sessionIndexes: [],
        issueInstant: app.clock.now(),
      });
      const signed = signXml(request, 'LogoutRequest', scene.idp.keys);
      const response = await app.request('POST', `/saml/${scene.tenant.alias}/slo`, {
        token: null,
        body: new URLSearchParams({ SAMLRequest: Buffer.from(signed).toString('base64') }),
      });
      const xml = postedMessage(response, 'SAMLResponse');
      expectCovered(xml, published, 'status:Success', 'status:Requester');
    });
  },
);

describe('signEnveloped', () => {
  const message =
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
    " xmlns:unused='urn:unused' ID='_é' Version='2.0' Destination='https://idp.example/?a=1&amp;b=&#10;\u{1F600}'>" +
    '<saml:Issuer>a &lt; b\r\n&#13;</saml:Issuer><!-- c --><x xmlns=""/></samlp:AuthnRequest>';

  it.each([
    ['RSA', {}, 'rsa-sha256'],
    ['ECDSA on P-256', { kind: 'ec' }, 'ecdsa-sha256'],
    ['ECDSA on P-384', { kind: 'ec', curve: 'P-384' }, 'ecdsa-sha256'],
  ] as const)('signs any text by %s', async (_, options, method) => {
    const keys = await makeKeyPair(options);
    const { certificateDer } = keys;
    const signed = signEnveloped(message, {
      privateKey: createPrivateKey(keys.privateKeyPem),
      certificateDer,
    });
    expect(signed).toContain(`<ds:SignatureMethod Algorithm="${MORE}${method}">`);
    expectCovered(signed, keys, 'a &lt; b', 'a &gt; b');
  });
});

describe("the tests' own IdP, whose signatures stand for those of others", () => {
  const form = (digest: string, method: string): SignOptions => ({
    signatureAlgorithm: `${MORE}${method}`,
    digestAlgorithm: digest,
  });
  const withComments = {
    transforms: [`${DSIG}enveloped-signature`, `${EXCLUSIVE}WithComments`],
    canonicalizationAlgorithm: `${EXCLUSIVE}WithComments`,
  };

  it.each([
    ['RSA with SHA-256', {}, {}],
    ['RSA with SHA-512', {}, form(`${XENC}sha512`, 'rsa-sha512')],
    ['RSA over a form with comments', {}, withComments],
    ['ECDSA', { kind: 'ec' }, form(`${XENC}sha256`, 'ecdsa-sha256')],
  ] as const)('signs Response and Assertion by %s', async (_, keyOptions, options) => {
    const idp = await TestIdp.create(await makeKeyPair(keyOptions));
    const facts = { spEntityId: 'https://sp.example', acsUrl: 'https://sp.example/acs', nameId: 'é' };
    const asked: SignOptions = options;
    const xml = idp.xml(idp.plan({ ...facts, now: new Date() }), { signed: 'both', ...asked });
    const named = [asked.signatureAlgorithm, asked.digestAlgorithm, asked.canonicalizationAlgorithm];
    // Each in both signatures.
    for (const algorithm of [...named, ...(asked.transforms ?? [])].filter((name) => name !== undefined))
      expect([algorithm, xml.split(`Algorithm="${algorithm}"`).length > 2]).toEqual([algorithm, true]);
    expectValid(xml, idp.keys, ROOT_SIGNATURE);
    expectValid(xml, idp.keys, ASSERTION_SIGNATURE);
  });
});

async function signingCertificate({ app, tenant }: LoginScene): Promise<Buffer> {
  const { text } = await app.request('GET', `/saml/${tenant.alias}/metadata`, { token: null });
  const base64 = /use="signing">.*?X509Certificate>([^<]+)</s.exec(text)?.[1] ?? '';
  return Buffer.from(base64, 'base64');
}
