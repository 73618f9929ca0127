import { createHash } from 'node:crypto';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  redirectedMessage,
  setCookieLines,
  setCookies,
  attributeOf,
} from '../support/login-scene';

describe('a login that begins at the service', () => {
  let app: TestApp;
  let scene: LoginScene;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  it('sends the browser to the IdP with an AuthnRequest that asks for nothing AD FS or Entra ID would refuse', async () => {
    const { response } = await beginLogin(scene);
    const location = new URL(String(response.headers.location));
    const xml = redirectedMessage(response);

    expect(`${location.origin}${location.pathname}`).toBe(scene.idp.ssoUrl);
    expect(attributeOf(xml, 'Destination')).toBe(scene.idp.ssoUrl);
    expect(attributeOf(xml, 'AssertionConsumerServiceURL')).toBe(scene.tenant.sp.acsUrl);
    expect(xml).toContain(`>${scene.tenant.sp.entityId}</`);
    expect(xml).not.toMatch(/NameIDPolicy|RequestedAuthnContext|ForceAuthn/);
    expect(location.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(Buffer.byteLength(location.searchParams.get('RelayState') ?? '')).toBeLessThanOrEqual(80);
    expect(response.headers['cache-control']).toContain('no-store');
  });

  it('binds the request to the browser by a cookie that comes with the cross-site POST, and a twin for plain http', async () => {
    const { response } = await beginLogin(scene);
    const lines = setCookieLines(response);

    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/^ram_login_[0-9a-f]+/);
      expect(line).toMatch(/HttpOnly/i);
      expect(line).toMatch(/Max-Age=600/i);
      expect(line).toContain(`Path=/saml/${scene.tenant.alias}/acs`);
    }
    expect(lines.filter((line) => /SameSite=None/i.test(line) && /Secure/i.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /SameSite=Lax/i.test(line) && !/Secure/i.test(line))).toHaveLength(1);
  });

  it('signs the user in and goes where the login was started for, whatever RelayState comes back', async () => {
    const { requestId, cookies } = await beginLogin(scene, '?RelayState=%2Fconsole%2Fbilling');
    const answer = scene.idp.post(planFor(scene, requestId));
    const response = await postResponse(scene, answer, { cookies, relayState: 'https://evil.example/' });

    expect(response.status).toBe(303);
    expect(response.headers.location).toBe(`${app.settings.baseUrl}/console/billing`);
    const session = await app.request('GET', '/session', { token: null, cookies: setCookies(response) });
    expect(session.status).toBe(200);
    expect(session.body).toMatchObject({
      tenant: scene.tenant.alias,
      user: { userName: 'alice', userPrincipalName: scene.alice, displayName: 'Alice' },
    });
  });

  it('begins, and ends at the console, where RelayState is no text', async () => {
    const { requestId, cookies } = await beginLogin(scene, '?RelayState=%2Fa%00b');
    const response = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
    expect([response.status, response.headers.location]).toEqual([303, app.settings.consoleUrl]);
  });

  it('sets the session cookie of the contract', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const response = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
    const line = setCookieLines(response).find((each) => each.startsWith('ram_session='));

    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).toMatch(/Path=\/(;|$)/);
  });

  it('is satisfied with either twin of the cookie', async () => {
    for (const isTwin of [true, false]) {
      const { requestId, cookies } = await beginLogin(scene);
      const kept = Object.entries(cookies).filter(([name]) => name.endsWith('_lax') === isTwin);
      const response = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), {
        cookies: Object.fromEntries(kept),
      });
      expect(response.status).toBe(303);
    }
  });

  it('goes on without a new session when the browser posts the answer again', async () => {
    const { requestId, cookies } = await beginLogin(scene, '?RelayState=%2Fconsole%2Fagain');
    const answer = scene.idp.post(planFor(scene, requestId));
    await postResponse(scene, answer, { cookies });
    const again = await postResponse(scene, answer, { cookies });

    expect(again.status).toBe(303);
    expect(again.headers.location).toBe(`${app.settings.baseUrl}/console/again`);
    expect(setCookies(again)).toEqual({});
    expect(await auditEvents(scene, '?type=login')).toHaveLength(1);
  });

  it('writes who signed in, how and by which key into the audit trail', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });

    const [event] = await auditEvents(scene, '?type=login');
    expect(event).toMatchObject({
      type: 'login',
      outcome: 'success',
      userName: 'alice',
      actor: 'user:alice',
    });
    expect(event?.details).toMatchObject({
      idpEntityId: scene.idp.entityId,
      nameId: scene.alice,
      inResponseTo: requestId,
      signedBy: createHash('sha256').update(scene.idp.keys.certificateDer).digest('hex'),
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    });
  });

  it('posts a form where the IdP takes requests by HTTP-POST only', async () => {
    const posting = await makeScene(app, { metadata: { bindings: ['HTTP-POST'] } });
    const response = await app.request('GET', `/saml/${posting.tenant.alias}/login`, { token: null });
    const message = /name="SAMLRequest" value="([^"]+)"/.exec(response.text)?.[1] ?? '';
    const xml = Buffer.from(message, 'base64').toString();

    expect(response.status).toBe(200);
    expect(response.headers['content-security-policy']).toContain('form-action https://idp.example');
    expect(xml).toContain('<samlp:AuthnRequest');
    expect(xml).toContain('SignatureValue');
  });

  it('asks for what the tenant wants asked', async () => {
    const classRef = 'urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken';
    const nameIdFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const strict = await makeScene(app, {
      tenant: {
        saml: {
          forceAuthn: true,
          nameIdFormat,
          authnContextClassRefs: [classRef],
          signAuthnRequests: 'never',
        },
      },
    });
    const { response } = await beginLogin(strict);
    const xml = redirectedMessage(response);

    expect(attributeOf(xml, 'ForceAuthn')).toBe('true');
    expect(xml).toContain(`Format="${nameIdFormat}"`);
    expect(xml).toContain(`>${classRef}<`);
    expect(String(response.headers.location)).not.toContain('Signature=');
  });

  it('ends the session when the IdP says that its own ends', async () => {
    const end = new Date(Math.floor(app.clock.now().getTime() / 1000) * 1000 + 600_000);
    const { requestId, cookies } = await beginLogin(scene);
    const plan = planFor(scene, requestId, ({ authnStatement }) => {
      if (authnStatement) authnStatement.sessionNotOnOrAfter = end;
    });
    const response = await postResponse(scene, scene.idp.post(plan), { cookies });
    const session = await app.request('GET', '/session', { token: null, cookies: setCookies(response) });

    expect((session.body as { expiresAt: string }).expiresAt).toBe(end.toISOString());
  });
});
