import { inflateRawSync } from 'node:zlib';
import { codeOf } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { logoutRequestXml, logoutResponseXml, redirectQuery } from '../support/idp/logout-xml';
import { signXml } from '../support/idp/sign-xml';
import {
  attributeOf,
  auditEvents,
  type LoginScene,
  makeScene,
  redirectedMessage,
  setCookies,
  signIn,
  trust,
} from '../support/login-scene';

describe('single logout', () => {
  let app: TestApp;
  let scene: LoginScene;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app, { metadata: { slo: true } });
  });
  afterAll(() => app.close());

  const isSignedIn = async (cookies: Record<string, string>) =>
    (await app.request('GET', '/session', { token: null, cookies })).status === 200;

  const requestOf = (nameId: string, sessionIndexes: string[] = []) =>
    logoutRequestXml({
      issuer: scene.idp.entityId,
      destination: scene.tenant.sp.sloUrl,
      nameId,
      sessionIndexes,
      issueInstant: app.clock.now(),
    });

  const slo = (query: string): Promise<TestResponse> =>
    app.request('GET', `/saml/${scene.tenant.alias}/slo?${query}`, {
      token: null,
      headers: { accept: 'application/json' },
    });

  const signInWith = async (sessionIndex: string) =>
    setCookies(
      await signIn(scene, ({ authnStatement }) => {
        if (authnStatement) authnStatement.sessionIndex = sessionIndex;
      }),
    );

  describe('that begins here', () => {
    it('ends the session and carries a signed LogoutRequest to the IdP', async () => {
      const cookies = await signInWith('_index-1');
      const response = await app.request('POST', '/logout', { token: null, cookies });
      const xml = redirectedMessage(response);

      expect(response.status).toBe(303);
      expect(String(response.headers.location)).toContain(scene.idp.sloUrl);
      expect(String(response.headers.location)).toContain('&Signature=');
      expect(xml).toContain(`>${scene.alice}</`);
      expect(xml).toContain('>_index-1</');
      expect(attributeOf(xml, 'Destination')).toBe(scene.idp.sloUrl);
      expect(response.cookies.find(({ name }) => name === 'ram_session')).toMatchObject({
        value: '',
        maxAge: 0,
      });
      expect(await isSignedIn(cookies)).toBe(false);
      expect((await auditEvents(scene, '?type=logout'))[0]).toMatchObject({
        outcome: 'success',
        userName: 'alice',
      });
    });

    it('goes to the sign-in page where the IdP has no single logout', async () => {
      await trust(app, scene.tenant.alias, scene.idp.metadata());
      const cookies = setCookies(await signIn(scene));
      const response = await app.request('POST', '/logout', { token: null, cookies });
      expect([response.status, response.headers.location]).toEqual([303, `${app.settings.baseUrl}/`]);
      expect(await isSignedIn(cookies)).toBe(false);
    });

    it('sends nobody to an IdP that is trusted no more', async () => {
      const cookies = await signInWith('_one');
      await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/idp`);
      const response = await app.request('POST', '/logout', { token: null, cookies });
      expect([response.status, response.headers.location]).toEqual([303, `${app.settings.baseUrl}/`]);
    });

    it('says whether the IdP signed the user out too', async () => {
      const answer = (codes: string) =>
        slo(
          redirectQuery(
            'SAMLResponse',
            logoutResponseXml({
              issuer: scene.idp.entityId,
              destination: scene.tenant.sp.sloUrl,
              issueInstant: app.clock.now(),
              inResponseTo: '_asked',
            }).replace('<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>', codes),
            scene.idp.keys,
          ),
        );
      const success = 'Value="urn:oasis:names:tc:SAML:2.0:status:Success"';
      const done = setCookies(await answer(`<samlp:StatusCode ${success}/>`));
      expect((await app.request('GET', '/', { cookies: done })).text).toContain('signed you out too');
      const partial = `<samlp:StatusCode ${success}><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:PartialLogout"/></samlp:StatusCode>`;
      expect(setCookies(await answer(partial))).toEqual({});
    });

    it('goes to the sign-in page without a session too', async () => {
      const response = await app.request('POST', '/logout', { token: null });
      expect([response.status, response.headers.location]).toEqual([303, `${app.settings.baseUrl}/`]);
    });

    it.each([
      [{ 'sec-fetch-site': 'cross-site' }],
      [{ 'sec-fetch-site': 'same-site' }],
      [{ origin: 'https://evil.example' }],
      [{ origin: 'null' }],
    ])('is refused from elsewhere: %j', async (headers) => {
      const cookies = setCookies(await signIn(scene));
      const response = await app.request('POST', '/logout', {
        token: null,
        cookies,
        headers: { ...headers, accept: 'application/json' },
      });
      expect([response.status, codeOf(response)]).toEqual([403, 'auth.forbidden']);
      expect(await isSignedIn(cookies)).toBe(true);
    });

    it.each([
      [{ 'sec-fetch-site': 'same-origin' }],
      [{ 'sec-fetch-site': 'none' }],
      [{ origin: 'http://localhost:3000' }],
    ])('is ours with %j', async (headers) => {
      const response = await app.request('POST', '/logout', { token: null, headers });
      expect(response.status).toBe(303);
    });
  });

  describe('that begins at the IdP', () => {
    it('ends exactly the session that it names, without its cookie, and answers with a signed success', async () => {
      const first = await signInWith('_one');
      const second = await signInWith('_two');
      const response = await slo(
        redirectQuery('SAMLRequest', requestOf(scene.alice, ['_one']), scene.idp.keys, 'state'),
      );

      expect(response.status).toBe(302);
      const location = new URL(String(response.headers.location));
      const answer = inflateRawSync(
        Buffer.from(location.searchParams.get('SAMLResponse') ?? '', 'base64'),
      ).toString();
      expect(answer).toContain('urn:oasis:names:tc:SAML:2.0:status:Success');
      expect(location.searchParams.get('RelayState')).toBe('state');
      expect(location.searchParams.get('Signature')).toBeTruthy();
      expect(await isSignedIn(first)).toBe(false);
      expect(await isSignedIn(second)).toBe(true);
    });

    it('ends every session of the name where no index is given', async () => {
      const all = [await signInWith('_one'), await signInWith('_two')];
      await slo(redirectQuery('SAMLRequest', requestOf(scene.alice), scene.idp.keys));
      expect(await Promise.all(all.map(isSignedIn))).toEqual([false, false]);
    });

    it('is answered with success where there was no session', async () => {
      const response = await slo(
        redirectQuery('SAMLRequest', requestOf(`nobody@${scene.tenant.defaultDomain}`), scene.idp.keys),
      );
      expect(response.status).toBe(302);
    });

    it('ends the session whatever the case of the name', async () => {
      const cookies = await signInWith('_one');
      await slo(redirectQuery('SAMLRequest', requestOf(scene.alice.toUpperCase()), scene.idp.keys));
      expect(await isSignedIn(cookies)).toBe(false);
    });

    it('ends no session that began after it: shown again, it does nothing', async () => {
      const before = await signInWith('_one');
      const request = redirectQuery('SAMLRequest', requestOf(scene.alice), scene.idp.keys);
      await slo(request);
      const after = await signInWith('_two');
      await app.dataSource.query(
        `UPDATE sessions SET issued_at = now() + interval '2 minutes' WHERE tenant_id = $1`,
        [scene.tenant.id],
      );
      expect((await slo(request)).status).toBe(302);
      expect(await Promise.all([before, after].map(isSignedIn))).toEqual([false, true]);
    });

    it('is held to the keys that are trusted now', async () => {
      const cookies = await signInWith('_one');
      const request = redirectQuery('SAMLRequest', requestOf(scene.alice), scene.idp.keys);
      const { certificateDer } = scene.idp.strangersKeys;
      await trust(app, scene.tenant.alias, scene.idp.metadata({ slo: true, certificates: [certificateDer] }));
      expect(codeOf(await slo(request))).toBe('saml.signature_invalid');
      expect(await isSignedIn(cookies)).toBe(true);
    });

    it('is told to a person as what it is where it is refused', async () => {
      const path = `/saml/${scene.tenant.alias}/slo?SAMLRequest=x`;
      const asked = await app.request('GET', path, { token: null, headers: { accept: 'text/html' } });
      expect(asked.text).toContain('sign-out message');
    });

    it('is answered by a form where it came by one', async () => {
      const cookies = await signInWith('_one');
      const signed = signXml(requestOf(scene.alice), 'LogoutRequest', scene.idp.keys);
      const response = await app.request('POST', `/saml/${scene.tenant.alias}/slo`, {
        token: null,
        body: new URLSearchParams({ SAMLRequest: Buffer.from(signed).toString('base64') }),
      });
      expect(response.status).toBe(200);
      expect(response.text).toContain('name="SAMLResponse"');
      expect(response.headers['content-security-policy']).toContain('frame-ancestors https://idp.example');
      expect(await isSignedIn(cookies)).toBe(false);
    });

    it.each([
      [
        'unsigned',
        'saml.signature_missing',
        () => redirectQuery('SAMLRequest', requestOf(scene.alice), undefined),
      ],
      [
        'foreign',
        'saml.signature_invalid',
        () => redirectQuery('SAMLRequest', requestOf(scene.alice), scene.idp.strangersKeys),
      ],
      [
        'signed for another RelayState',
        'saml.signature_invalid',
        () =>
          redirectQuery('SAMLRequest', requestOf(scene.alice), scene.idp.keys, 'a').replace(
            'RelayState=a',
            'RelayState=b',
          ),
      ],
    ])('changes nothing where it is %s: %s', async (_, code, query) => {
      const cookies = await signInWith('_one');
      const response = await slo(query());
      expect([response.status, codeOf(response)]).toEqual([401, code]);
      expect(await isSignedIn(cookies)).toBe(true);
      expect((await auditEvents(scene, '?type=logout'))[0]).toMatchObject({ outcome: 'refused', code });
    });

    it('goes on to the sign-in page after the IdP’s answer', async () => {
      const xml = logoutResponseXml({
        issuer: scene.idp.entityId,
        destination: scene.tenant.sp.sloUrl,
        issueInstant: app.clock.now(),
        inResponseTo: '_asked',
      });
      const response = await slo(redirectQuery('SAMLResponse', xml, scene.idp.keys));
      expect([response.status, response.headers.location]).toEqual([303, `${app.settings.baseUrl}/`]);
      const unsigned = await slo(redirectQuery('SAMLResponse', xml, undefined));
      expect(codeOf(unsigned)).toBe('saml.signature_missing');
    });

    it('reaches no session of another tenant that trusts the same IdP', async () => {
      const other = await makeScene(app);
      await trust(app, other.tenant.alias, scene.idp.metadata({ slo: true }));
      const plan = { ...other, idp: scene.idp };
      const cookies = setCookies(await signIn(plan));
      await slo(redirectQuery('SAMLRequest', requestOf(other.alice), scene.idp.keys));
      expect(await isSignedIn(cookies)).toBe(true);
    });
  });
});
