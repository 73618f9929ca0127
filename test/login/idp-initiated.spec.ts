import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeKeyPair } from '../support/idp/key-pair';
import {
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';

describe('a login that begins at the IdP', () => {
  let app: TestApp;
  let scene: LoginScene;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  it.each(['assertion', 'response', 'both'] as const)(
    'is accepted where the %s is signed',
    async (signed) => {
      const response = await postResponse(scene, scene.idp.post(planFor(scene), { signed }));
      expect(response.status).toBe(303);
      expect(response.headers.location).toBe(app.settings.consoleUrl);
    },
  );

  it.each([
    [
      'certificates whose dates are past',
      { notBefore: new Date('2001-01-01'), notAfter: new Date('2002-01-01') },
      undefined,
    ],
    ['an elliptic curve key', { kind: 'ec' }, 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'],
  ] as const)('is accepted with %s', async (_, options, signatureAlgorithm) => {
    const keys = await makeKeyPair(options);
    const other = await makeScene(app, { keys });
    const response = await postResponse(other, other.idp.post(planFor(other), { signatureAlgorithm }));
    expect(response.status).toBe(303);
  });

  it('lands on the console where RelayState is no text', async () => {
    const response = await postResponse(scene, scene.idp.post(planFor(scene)), { relayState: '/a\0b' });
    expect([response.status, response.headers.location]).toEqual([303, app.settings.consoleUrl]);
  });

  it('is accepted with any of several certificates, also without use', async () => {
    const next = await makeKeyPair();
    const rolling = await makeScene(app);
    const metadata = rolling.idp.metadata({
      use: '',
      certificates: [rolling.idp.keys.certificateDer, next.certificateDer],
    });
    await app.request('PUT', `/api/v1/tenants/${rolling.tenant.alias}/idp`, {
      body: { metadataXml: metadata },
    });

    for (const keys of [rolling.idp.keys, next]) {
      expect((await postResponse(rolling, rolling.idp.post(planFor(rolling), { keys }))).status).toBe(303);
    }
  });

  it.each([
    ['a path of ours', '/console/here?a=b#c', '/console/here?a=b#c'],
    ['nothing', undefined, '/console'],
    ['another site', 'https://evil.example/console', '/console'],
    ['another site without scheme', '//evil.example/console', '/console'],
    ['another site by a backslash', '/\\evil.example', '/console'],
    ['a script', 'javascript:alert(1)', '/console'],
    ['another port', 'http://localhost:1/console', '/console'],
    ['a line break', '/console\r\nSet-Cookie: a=b', '/console'],
    ['credentials', 'http://localhost@evil.example/console', '/console'],
    ['an opaque token', 'k8Jx', '/console'],
  ])('lands, by a RelayState of %s, where it is allowed', async (_, relayState, path) => {
    const response = await postResponse(scene, scene.idp.post(planFor(scene)), { relayState });
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe(`${app.settings.baseUrl}${path}`);
  });

  it('matches names without regard to case, and strips space, tab and line ends around them', async () => {
    const response = await signIn(scene, (plan) => (plan.nameId = ` \t\r\n${scene.alice.toUpperCase()}\n`));
    expect(response.status).toBe(303);
  });

  it('reads a NameID whole, comments and all', async () => {
    const whole = await signIn(scene, (plan) => (plan.nameId = scene.alice.replace('@', '@<!-- x -->')));
    expect(whole.status).toBe(303);
    const cut = await signIn(scene, (plan) => (plan.nameId = `${scene.alice}<!-- x -->.evil.example`));
    expect(codeOf(cut)).toBe('saml.nameid_domain_mismatch');
  });

  it('accepts the domain alias and the auxiliary domain beside the default domain', async () => {
    const domains = [`${scene.tenant.alias}.example.com`, `${scene.tenant.alias}.example.org`];
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, {
      body: { domainAlias: domains[0], auxiliaryDomain: domains[1] },
    });
    for (const domain of [...domains, scene.tenant.defaultDomain]) {
      expect((await signIn(scene, (plan) => (plan.nameId = `alice@${domain}`))).status).toBe(303);
    }
  });

  it('refuses the same assertion a second time', async () => {
    const answer = scene.idp.post(planFor(scene));
    expect((await postResponse(scene, answer)).status).toBe(303);
    const again = await postResponse(scene, answer);
    expect([again.status, codeOf(again)]).toEqual([401, 'saml.replayed']);
    expect(setCookies(again)).toEqual({});
  });

  it('opens one session for fifty parallel posts of one response', async () => {
    const answer = scene.idp.post(planFor(scene));
    const answers = await Promise.all(Array.from({ length: 50 }, () => postResponse(scene, answer)));

    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 303).map(codeOf))).toEqual(
      new Set(['saml.replayed']),
    );
    const sessions = await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}/sessions`);
    expect((sessions.body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('is refused where the tenant wants logins to begin here', async () => {
    for (const change of [
      { idpInitiatedLogin: 'refused' },
      { idpInitiatedLogin: 'allowed', saml: { forceAuthn: true } },
    ]) {
      await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body: change });
      const response = await signIn(scene);
      expect([response.status, codeOf(response)]).toEqual([403, 'saml.unsolicited_forbidden']);
    }
  });

  it('is refused while single sign-on is off, and uses nothing up', async () => {
    const path = `/api/v1/tenants/${scene.tenant.alias}`;
    const answer = scene.idp.post(planFor(scene));
    await app.request('PATCH', path, { body: { ssoEnabled: false } });
    const response = await postResponse(scene, answer);
    expect([response.status, codeOf(response)]).toEqual([403, 'sso.disabled']);

    await app.request('PATCH', path, { body: { ssoEnabled: true } });
    expect((await postResponse(scene, answer)).status).toBe(303);
  });

  it('is refused from outside the tenant’s networks', async () => {
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, {
      body: { loginNetworkMasks: ['192.0.2.0/24'] },
    });
    const response = await signIn(scene);
    expect([response.status, codeOf(response)]).toEqual([403, 'sso.network_forbidden']);
  });

  it('is refused without a trust', async () => {
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/idp`);
    const response = await signIn(scene);
    expect([response.status, codeOf(response)]).toEqual([404, 'idp.not_configured']);
  });

  it('follows a change of trust at once, for logins and for refusals', async () => {
    const next = await makeKeyPair();
    expect((await signIn(scene)).status).toBe(303);
    const withNext = scene.idp.post(planFor(scene), { keys: next });
    expect(codeOf(await postResponse(scene, withNext))).toBe('saml.signature_invalid');

    const metadataXml = scene.idp.metadata({ certificates: [next.certificateDer] });
    await app.request('PUT', `/api/v1/tenants/${scene.tenant.alias}/idp`, { body: { metadataXml } });
    expect((await postResponse(scene, withNext)).status).toBe(303);
    expect(codeOf(await signIn(scene))).toBe('saml.signature_invalid');
  });
});
