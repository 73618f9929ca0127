import { startApp, type TestApp } from '../support/app';
import { logoutRequestXml, redirectQuery } from '../support/idp/logout-xml';
import { signXml } from '../support/idp/sign-xml';
import { makeKeyPair } from '../support/idp/key-pair';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
  trust,
} from '../support/login-scene';

/** What is good in one place, and shown in another. */
describe('a message or cookie out of its place', () => {
  let app: TestApp;
  let node2: TestApp;
  let acme: LoginScene;
  let globex: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    node2 = await startApp({}, app);
  });
  beforeEach(async () => {
    acme = await makeScene(app);
    globex = await makeScene(app);
    // Both trust the very same IdP.
    await trust(app, globex.tenant.alias, acme.idp.metadata({ slo: true }));
    await trust(app, acme.tenant.alias, acme.idp.metadata({ slo: true }));
  });
  afterAll(async () => {
    await node2.close();
    await app.close();
  });

  const sessionOf = (cookie: string, node = app) =>
    node.request('GET', '/session', { cookies: { ram_session: cookie } });
  const cookieOf = async (scene: LoginScene) => setCookies(await signIn(scene)).ram_session ?? '';

  it('a response for one tenant is worthless at another of the same IdP and key', async () => {
    const response = acme.idp.post(planFor(acme));
    expect((await postResponse(globex, response)).status).toBe(401);
    expect((await postResponse(acme, response)).status).toBe(303);
  });

  it('an answer to a request of one tenant is none to another’s', async () => {
    const begun = await beginLogin(acme);
    const plan = planFor(globex, begun.requestId);
    const response = acme.idp.post({
      ...plan,
      assertionIssuer: acme.idp.entityId,
      responseIssuer: acme.idp.entityId,
    });
    const crossed = await postResponse(globex, response, { cookies: begun.cookies });
    expect(crossed.body).toMatchObject({ code: 'saml.in_response_to_mismatch' });
    const right = acme.idp.post(planFor(acme, begun.requestId));
    expect((await postResponse(acme, right, { cookies: begun.cookies })).status).toBe(303);
  });

  it('a session of one tenant under the id of another is none', async () => {
    const cookie = await cookieOf(acme);
    expect((await sessionOf(cookie)).status).toBe(200);
    const [, secret = ''] = cookie.split('.');
    expect((await sessionOf(`${globex.tenant.id}.${secret}`)).status).toBe(401);
  });

  it.each<[string, (cookie: string) => string]>([
    ['cut short', (cookie) => cookie.slice(0, -1)],
    ['made longer', (cookie) => `${cookie}A`],
    ['with more behind it', (cookie) => `${cookie}.x`],
    ['of another secret', (cookie) => `${cookie.slice(0, 37)}${'A'.repeat(43)}`],
    ['of the tenant alone', (cookie) => cookie.slice(0, 36)],
    ['with SQL for a tenant', (cookie) => `' OR 1=1--${cookie.slice(36)}`],
  ])('a session cookie %s is none', async (_, forge) => {
    const cookie = await cookieOf(acme);
    expect((await sessionOf(cookie)).status).toBe(200);
    expect((await sessionOf(forge(cookie))).status).toBe(401);
  });

  it('a session that was planted before the login is not the one that it opens', async () => {
    const planted = await cookieOf(acme);
    const response = await postResponse(acme, acme.idp.post(planFor(acme)), {
      cookies: { ram_session: planted },
    });
    expect(setCookies(response).ram_session).not.toBe(planted);
  });

  it('fifty posts of one response on two nodes open one session', async () => {
    const response = acme.idp.post(planFor(acme));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        postResponse({ ...acme, app: index % 2 ? app : node2 }, response),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(
      answers.filter(({ body }) => (body as { code?: string } | undefined)?.code === 'saml.replayed'),
    ).toHaveLength(49);
  });

  it('a key that was taken away on one node signs nobody in on the other', async () => {
    const other = { ...acme, app: node2 };
    expect((await signIn(other)).status).toBe(303);
    const keys = await makeKeyPair();
    await trust(app, acme.tenant.alias, acme.idp.metadata({ certificates: [keys.certificateDer] }));
    expect((await signIn(other)).body).toMatchObject({ code: 'saml.signature_invalid' });
    const renewed = acme.idp.post(planFor(acme), { keys });
    expect((await postResponse(other, renewed)).status).toBe(303);
  });

  it('a user who is disabled while he signs in has no session afterwards', async () => {
    const path = `/api/v1/tenants/${acme.tenant.alias}/users/alice`;
    const [disabled, ...logins] = await Promise.all([
      app.request('PATCH', path, { body: { status: 'disabled' } }),
      ...Array.from({ length: 10 }, () => signIn(acme)),
    ]);
    expect(disabled.status).toBe(200);
    for (const login of logins) {
      expect([303, 403]).toContain(login.status);
      if (login.status === 303)
        expect((await sessionOf(setCookies(login).ram_session ?? '')).status).toBe(401);
    }
  });

  describe('a LogoutRequest', () => {
    const ask = (scene: LoginScene, query: string) =>
      app.request('GET', `/saml/${scene.tenant.alias}/slo?${query}`, {
        token: null,
        headers: { accept: 'application/json' },
      });
    const requestFor = (scene: LoginScene) =>
      logoutRequestXml({
        issuer: acme.idp.entityId,
        destination: scene.tenant.sp.sloUrl,
        nameId: scene.alice,
        sessionIndexes: [],
        issueInstant: app.clock.now(),
      });

    it.each<[string, (scene: LoginScene) => string]>([
      ['unsigned', (scene) => redirectQuery('SAMLRequest', requestFor(scene), undefined)],
      [
        'signed by a stranger',
        (scene) => redirectQuery('SAMLRequest', requestFor(scene), scene.idp.strangersKeys),
      ],
      ['for another tenant', (scene) => redirectQuery('SAMLRequest', requestFor(globex), scene.idp.keys)],
      [
        'with RelayState put in behind the signature',
        (scene) => `${redirectQuery('SAMLRequest', requestFor(scene), scene.idp.keys)}&RelayState=x`,
      ],
      [
        'with another message in front of the signed one',
        (scene) => `SAMLRequest=x&${redirectQuery('SAMLRequest', requestFor(scene), scene.idp.keys)}`,
      ],
      [
        'with an encoded name for another message',
        (scene) => `${redirectQuery('SAMLRequest', requestFor(scene), scene.idp.keys)}&SAML%52equest=x`,
      ],
      [
        'signed inside, as the other binding has it',
        (scene) =>
          redirectQuery(
            'SAMLRequest',
            signXml(requestFor(scene), 'LogoutRequest', scene.idp.keys),
            undefined,
          ),
      ],
      [
        'by SHA-1',
        (scene) =>
          redirectQuery('SAMLRequest', requestFor(scene), scene.idp.keys).replace(
            /SigAlg=[^&]*/,
            `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
          ),
      ],
    ])('ends nothing: %s', async (_, forge) => {
      const cookie = await cookieOf(acme);
      const refused = await ask(acme, forge(acme));
      expect([400, 401]).toContain(refused.status);
      expect((await sessionOf(cookie)).status).toBe(200);
      const good = await ask(acme, redirectQuery('SAMLRequest', requestFor(acme), acme.idp.keys));
      expect(good.status).toBe(302);
      expect((await sessionOf(cookie)).status).toBe(401);
    });
  });
});
