import { X509Certificate } from 'node:crypto';
import { startApp, type TestApp } from '../support/app';
import { randomAlias } from '../support/api';
import {
  attributeOf,
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  redirectedMessage,
  setCookies,
} from '../support/login-scene';
import { isSignedRedirect } from '../support/signed-redirect';

const ENTRA = 'https://login.microsoftonline.com/4cd8/saml2';

const named = (alias: string) => ({ alias, domainAlias: `${alias}.example` });

describe('the name that a user begins with', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  /** A tenant whose IdP answers at this address. */
  const sceneAt = (ssoUrl: string, saml: object = {}, bindings?: string[]): Promise<LoginScene> =>
    makeScene(app, {
      tenant: { ...named(randomAlias()), saml },
      metadata: { bindings },
      editMetadata: (xml) => xml.replaceAll('https://idp.example/sso', ssoUrl),
    });

  const upnIn = ({ tenant }: LoginScene): string => `alice@${tenant.alias}.example`;

  /** What is behind the signature that covers the query before it. */
  async function begin(scene: LoginScene, query: string) {
    const { response } = await beginLogin(scene, query);
    const [signed = '', hint] = String(response.headers.location).split('&login_hint=');
    const metadata = await app.request('GET', `/saml/${scene.tenant.alias}/metadata`, { token: null });
    const der = Buffer.from(/<ds:X509Certificate>([^<]+)/.exec(metadata.text)?.[1] ?? '', 'base64');
    expect(new X509Certificate(der).subject).toContain(scene.tenant.alias);
    expect(isSignedRedirect(signed, der)).toBe(true);
    return { response, signed, hint };
  }

  it('goes from the sign-in page to an IdP that takes it, outside the signed octets, and the login goes through', async () => {
    const scene = await sceneAt(ENTRA);
    const entered = upnIn(scene);
    const page = await app.request('GET', `/?login=${encodeURIComponent(entered)}`, { token: null });
    const { search } = new URL(String(page.headers.location));
    const { response, signed, hint } = await begin(scene, search);

    expect(hint).toBe(encodeURIComponent(entered));
    expect(signed.startsWith(`${ENTRA}?SAMLRequest=`)).toBe(true);
    const xml = redirectedMessage(response);
    expect(attributeOf(xml, 'Destination')).toBe(ENTRA);
    expect(xml).not.toContain(entered);

    const plan = planFor(scene, attributeOf(xml, 'ID'));
    const done = await postResponse(scene, scene.idp.post(plan), { cookies: setCookies(response) });
    expect(done.status).toBe(303);
    expect(JSON.stringify(await auditEvents(scene))).not.toContain('login_hint');
  });

  it.each([
    ['one of another tenant', 'alice@elsewhere.example'],
    ['no logon name', 'alice&Signature=x'],
    ['no text', 'alice\0@x'],
    ['a long one', 'a'.repeat(2000)],
  ])('never stops a login, and stays here where it is %s', async (_, entered) => {
    const scene = await sceneAt(ENTRA);
    const { response, hint } = await begin(scene, `?loginHint=${encodeURIComponent(entered)}`);
    expect([response.status, hint]).toEqual([302, undefined]);
  });

  it('stays here where it is given twice', async () => {
    const scene = await sceneAt(ENTRA);
    const given = `loginHint=${upnIn(scene)}`;
    expect((await begin(scene, `?${given}&${given}`)).hint).toBeUndefined();
  });

  it.each([
    ['auto', 'https://idp.example/other', undefined],
    ['never', ENTRA, undefined],
    ['always', 'https://idp.example/other', 'alice'],
  ])('with loginHint %s at %s: %s', async (loginHint, ssoUrl, wanted) => {
    const scene = await sceneAt(ssoUrl, { loginHint });
    const { hint } = await begin(scene, `?loginHint=${upnIn(scene)}`);
    expect(hint?.split('%40')[0]).toBe(wanted);
  });

  it('goes with a form as part of its address', async () => {
    const scene = await sceneAt('https://acme.okta.com/app/exk/sso/saml', {}, ['HTTP-POST']);
    const path = `/saml/${scene.tenant.alias}/login?loginHint=${upnIn(scene)}`;
    const { text } = await app.request('GET', path, { token: null });
    expect(text).toContain(
      `action="https://acme.okta.com/app/exk/sso/saml?LoginHint=${encodeURIComponent(upnIn(scene))}"`,
    );
  });
});

describe('what a tenant has the IdP asked', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('IsPassive and ProviderName, and never Scoping', async () => {
    const providerName = '"/><samlp:Scoping ProxyCount="9"/>';
    const scene = await makeScene(app, { tenant: { saml: { isPassive: true, providerName } } });
    const xml = redirectedMessage((await beginLogin(scene)).response);

    expect(attributeOf(xml, 'IsPassive')).toBe('true');
    expect(attributeOf(xml, 'ProviderName')).toBe('&quot;/>&lt;samlp:Scoping ProxyCount=&quot;9&quot;/>');
    expect(xml).not.toContain('<samlp:Scoping');
  });

  it('nothing of it by default', async () => {
    const xml = redirectedMessage((await beginLogin(await makeScene(app))).response);
    expect(xml).not.toMatch(/IsPassive|ProviderName|Scoping|Subject/);
  });

  it('and explains to administrators a user who would have had to be asked', async () => {
    const scene = await makeScene(app, { tenant: { saml: { isPassive: true } } });
    const { requestId, cookies } = await beginLogin(scene);
    const answer = planFor(scene, requestId, (plan) => {
      plan.statusCodes = ['Responder', 'NoPassive'].map(
        (code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`,
      );
    });
    const response = await postResponse(scene, scene.idp.post(answer), { cookies });

    expect([response.status, response.body]).toEqual([
      401,
      expect.objectContaining({ code: 'saml.status_not_success' }),
    ]);
    expect(response.text).not.toContain('isPassive');
    const [event] = await auditEvents(scene, '?type=login');
    expect(JSON.stringify(event?.details)).toContain('saml.isPassive');
  });
});
