import { X509Certificate } from 'node:crypto';
import { codeOf, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookieLines,
  setCookies,
} from '../support/login-scene';
import { answerTest, type BegunTest, beginTest, type ReportBody, runTest } from '../support/test-login';
import { refusedResponses } from './refused-responses';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
});
afterAll(() => app.close());

const patchTenant = async (body: object) => {
  const response = await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body });
  expect(response.status).toBe(200);
};
const sessions = async () => {
  const response = await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}/sessions`);
  return (response.body as { items: unknown[] }).items;
};
const expireTest = () =>
  app.dataSource.query(
    'UPDATE test_logins SET expires_at = now() WHERE request_hash IS NOT NULL AND tenant_id = $1',
    [scene.tenant.id],
  );
const failedChecks = ({ checks }: ReportBody) =>
  checks.filter(({ result }) => result === 'failed').map(({ check, code }) => [check, code]);

describe('a test', () => {
  it('begins as any login does, bound to the browser by a cookie of its own kind', async () => {
    const { response, requestId, relayState, cookies } = await beginTest(scene);
    expect(String(response.headers.location)).toMatch(new RegExp(`^${scene.idp.ssoUrl}\\?`));
    expect(relayState).toBe(requestId);
    expect(Buffer.byteLength(relayState)).toBeLessThanOrEqual(80);
    const lines = setCookieLines(response);
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(
        new RegExp(
          `^ram_login_test_[0-9a-f]{16}(_lax)?=[\\w-]{43}; Path=/saml/${scene.tenant.alias}/acs; HttpOnly; `,
        ),
      );
    expect(Object.keys(cookies)).toHaveLength(2);
  });

  it('shows what came and that each check passed, and opens no session', async () => {
    const { response, report, begun } = await runTest(scene, (plan) => {
      plan.attributes = { department: ['Sales', 'Support'] };
    });
    expect([response.status, setCookies(response)]).toEqual([200, {}]);
    expect(report).toMatchObject({ outcome: 'success', code: null, tenant: scene.tenant.alias });
    expect(report.checks.map(({ result }) => result)).toEqual(Array(23).fill('passed'));
    const fingerprint = new X509Certificate(scene.idp.keys.certificateDer).fingerprint256;
    expect(report).toMatchObject({
      signedBy: { place: 'assertion', sha256Fingerprint: fingerprint.replaceAll(':', '').toLowerCase() },
      user: { source: 'NameID', value: scene.alice, userName: 'alice', status: 'active' },
      received: {
        binding: 'HTTP-POST',
        response: { inResponseTo: begun.requestId },
        assertion: {
          nameId: scene.alice,
          attributes: [{ name: 'department', values: ['Sales', 'Support'] }],
        },
      },
    });
    expect(await sessions()).toEqual([]);
    const [event, started] = await auditEvents(scene);
    expect(event).toMatchObject({ type: 'login.tested', outcome: 'success', userName: 'alice' });
    expect(started).toMatchObject({ type: 'idp.test_login_started' });
    const user = await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}/users/alice`);
    expect(user.body).toMatchObject({ lastLoginAt: null });
  });

  it.each(refusedResponses)('is refused as a login is: $why: $code', async ({ code, change, options }) => {
    await createUser(app, scene.tenant.alias, { userName: 'mark', status: 'disabled' });
    const { response, report } = await runTest(scene, (plan) => change?.(plan, scene), options);
    expect([response.status, setCookies(response)]).toEqual([200, {}]);
    expect([report.outcome, report.code]).toEqual(['refused', code]);
    expect(failedChecks(report).map(([, failed]) => failed)).toEqual([code]);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ type: 'login.tested', outcome: 'refused', code });
    expect(await sessions()).toEqual([]);
  });

  it.each(['hello', '<!DOCTYPE x><x/>', '<html><body/></html>'])(
    'shows what is no SAML: %s',
    async (text) => {
      const begun = await beginTest(scene);
      const response = await answerTest(scene, begun, Buffer.from(text).toString('base64'));
      const report = response.body as ReportBody;
      expect([response.status, report.code]).toEqual([200, 'saml.malformed']);
      expect(failedChecks(report)).toEqual([['message', 'saml.malformed']]);
      expect(report.received.message.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    },
  );

  it('shows a stranger’s signature, and by which certificate', async () => {
    const { report } = await runTest(scene, undefined, { keys: scene.idp.strangersKeys });
    expect(failedChecks(report)).toEqual([['signature', 'saml.signature_invalid']]);
    expect([report.signedBy, report.user]).toEqual([null, null]);
    expect(report).toMatchObject({
      received: { signatures: [{ certificateFingerprints: [expect.stringMatching(/^[0-9a-f]{64}$/)] }] },
    });
  });

  it('goes where single sign-on is off and from outside of the networks, and says that both would refuse', async () => {
    await patchTenant({ ssoEnabled: false, loginNetworkMasks: ['192.0.2.0/24'] });
    const { report } = await runTest(scene);
    expect(failedChecks(report)).toEqual([
      ['sso_enabled', 'sso.disabled'],
      ['network', 'sso.network_forbidden'],
    ]);
    expect([report.outcome, report.code, report.user?.status]).toEqual(['refused', 'sso.disabled', 'active']);
    expect(await sessions()).toEqual([]);
  });

  it('tells an IdP that forgets which request it answers', async () => {
    const forget = () => planFor(scene, undefined);
    const first = await beginTest(scene);
    const told = (await answerTest(scene, first, scene.idp.post(forget()))).body as ReportBody;
    expect([told.outcome, told.code]).toEqual(['success', null]);
    await patchTenant({ idpInitiatedLogin: 'refused' });
    const second = await beginTest(scene);
    const response = await answerTest(scene, second, scene.idp.post(forget()));
    expect(failedChecks(response.body as ReportBody)).toEqual([['request', 'saml.unsolicited_forbidden']]);
    expect(await sessions()).toEqual([]);
  });

  it('names whom the tenant’s attribute names', async () => {
    await patchTenant({ saml: { userNameAttribute: 'uid', userNameForm: 'whole' } });
    const { report } = await runTest(scene, (plan) => (plan.attributes = { uid: ['alice'] }));
    expect(report.user).toMatchObject({ source: 'attribute uid', userName: 'alice', status: 'active' });
    const missing = await runTest(scene);
    expect(failedChecks(missing.report)).toEqual([['user_name', 'saml.nameid_missing']]);
  });
});

describe('what was used in a test', () => {
  it('signs nobody in: not the same browser, not another, not without a cookie', async () => {
    const { samlResponse, begun } = await runTest(scene);
    const without = await postResponse(scene, samlResponse);
    expect([without.status, codeOf(without)]).toEqual([401, 'saml.replayed']);
    const real = await beginLogin(scene);
    const mixed = await postResponse(scene, samlResponse, { cookies: { ...real.cookies, ...begun.cookies } });
    expect((mixed.body as ReportBody).outcome).toBe('success');
    expect(setCookies(mixed)).toEqual({});
    expect(await sessions()).toEqual([]);
  });

  it('signs nobody in where the IdP answered no request either', async () => {
    const begun = await beginTest(scene);
    const samlResponse = scene.idp.post(planFor(scene));
    expect((await answerTest(scene, begun, samlResponse)).status).toBe(200);
    expect(codeOf(await postResponse(scene, samlResponse))).toBe('saml.replayed');
  });

  it.each<[string, (begun: BegunTest) => Promise<Record<string, string>>]>([
    [
      'was answered before',
      async (begun) => {
        await answerTest(scene, begun, scene.idp.post(planFor(scene)));
        return begun.cookies;
      },
    ],
    [
      'is too old',
      async (begun) => {
        await expireTest();
        return begun.cookies;
      },
    ],
    ['the browser forgot', () => Promise.resolve({})],
  ])('nor does another that answers no request, where the test %s', async (_, cookiesAfter) => {
    const begun = await beginTest(scene);
    const cookies = await cookiesAfter(begun);
    const response = await answerTest(scene, { ...begun, cookies }, scene.idp.post(planFor(scene)));
    expect([response.status, codeOf(response)]).toEqual([403, 'saml.unsolicited_forbidden']);
    expect(await sessions()).toEqual([]);
  });

  it('may be posted again by a reload, which is noted once', async () => {
    const { samlResponse, begun, report } = await runTest(scene);
    const again = await answerTest(scene, begun, samlResponse);
    expect((again.body as ReportBody).checks).toEqual(report.checks);
    expect((await auditEvents(scene)).filter(({ type }) => type === 'login.tested')).toHaveLength(1);
  });

  it('is not the answer to a second response', async () => {
    const { begun } = await runTest(scene);
    const second = scene.idp.post(planFor(scene, begun.requestId));
    const response = await answerTest(scene, begun, second);
    expect([response.status, codeOf(response)]).toEqual([401, 'saml.in_response_to_mismatch']);
  });

  it('was used before where it signed somebody in', async () => {
    const samlResponse = scene.idp.post(planFor(scene));
    expect((await postResponse(scene, samlResponse)).status).toBe(303);
    const begun = await beginTest(scene);
    const response = await answerTest(scene, begun, samlResponse);
    expect(failedChecks(response.body as ReportBody)).toEqual([['replay', 'saml.replayed']]);
    const again = await answerTest(scene, begun, samlResponse);
    expect((again.body as ReportBody).checks).toEqual((response.body as ReportBody).checks);
  });
});

describe('the report is for the browser that opened the link alone', () => {
  const answerWith = async (cookies: (begun: Record<string, string>) => Record<string, string>) => {
    const begun = await beginTest(scene);
    const samlResponse = scene.idp.post(planFor(scene, begun.requestId));
    return answerTest(scene, { ...begun, cookies: cookies(begun.cookies) }, samlResponse);
  };
  const refused = [401, 'saml.in_response_to_mismatch'];

  it('not for one without its cookie, or with another value', async () => {
    for (const cookies of [
      () => ({}),
      (begun: Record<string, string>) =>
        Object.fromEntries(Object.keys(begun).map((name) => [name, 'A'.repeat(43)])),
    ]) {
      const response = await answerWith(cookies);
      expect([response.status, codeOf(response)]).toEqual(refused);
      expect(response.text).not.toContain('checks');
      expect(await sessions()).toEqual([]);
    }
  });

  it('not for one that began another test, or a login', async () => {
    const other = await beginTest(scene);
    const real = await beginLogin(scene);
    for (const { cookies } of [other, real]) {
      const response = await answerWith(() => cookies);
      expect([response.status, codeOf(response)]).toEqual(refused);
    }
  });

  it('not once it is too old', async () => {
    const begun = await beginTest(scene);
    await expireTest();
    const response = await answerTest(scene, begun, scene.idp.post(planFor(scene, begun.requestId)));
    expect([response.status, codeOf(response)]).toEqual(refused);
  });

  it('and a login of that browser remains one', async () => {
    const begun = await beginTest(scene);
    const real = await beginLogin(scene);
    const samlResponse = scene.idp.post(planFor(scene, real.requestId));
    const response = await postResponse(scene, samlResponse, {
      cookies: { ...begun.cookies, ...real.cookies },
    });
    expect(response.status).toBe(303);
    expect(await sessions()).toHaveLength(1);
  });
});
