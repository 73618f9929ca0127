import { codeOf, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { encryptionCertificate } from '../support/encryption-certificate';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  signIn,
} from '../support/login-scene';
import { failedSteps, keptOf, refuse, refusedPath, requestIdOf, traceOf } from '../support/refused-logins';
import { createTestLink, pressStart } from '../support/test-login';
import { refusedResponses } from './refused-responses';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.reset();
  scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
});
afterAll(() => app.close());

const patch = async (body: object) => {
  const response = await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body });
  expect(response.status).toBe(200);
};
const statusOf = async (requestId: string) =>
  (await app.request('GET', refusedPath(scene, `/${requestId}`))).status;

describe('the trace of a refused login', () => {
  it.each(refusedResponses)(
    '$why: names the check that it was refused by',
    async ({ code, change, options }) => {
      await createUser(app, scene.tenant.alias, { userName: 'mark', status: 'disabled' });
      const requestId = await refuse(scene, (plan) => change?.(plan, scene), options);
      const trace = await traceOf(scene, requestId);
      expect(trace).toMatchObject({ requestId, code });
      const failed = trace.steps.filter(({ result }) => result === 'failed');
      expect(failed[0]?.code).toBe(code);
      const [event] = await auditEvents(scene, `?requestId=${requestId}`);
      expect(event).toMatchObject({
        details: { expected: failed[0]?.expected, actual: failed[0]?.actual, hint: failed[0]?.hint },
      });
      const first = trace.steps.findIndex(({ result }) => result !== 'passed');
      expect(trace.steps[first]?.result).toBe('failed');
    },
  );

  it('shows who was named, by which key, and the message without what could be used', async () => {
    const requestId = await refuse(scene, (plan) => (plan.nameId = `nobody@${scene.tenant.defaultDomain}`));
    const trace = await traceOf(scene, requestId);
    expect(trace).toMatchObject({
      code: 'user.not_found',
      userName: 'nobody',
      isSignedByTrustedKey: true,
      signedBy: { place: 'assertion' },
      user: { value: `nobody@${scene.tenant.defaultDomain}`, status: 'missing' },
      received: { binding: 'HTTP-POST', encryption: 'none' },
    });
    expect(failedSteps(trace)).toEqual([['user', 'user.not_found']]);
    expect(trace.received.message).toMatch(/^<samlp:Response[^>]*>\n {2}</);
    expect(trace.received.message).not.toMatch(/[A-Za-z0-9+/=]{64,}/);
  });

  it('stays as it was when trust, settings and users change', async () => {
    const requestId = await refuse(scene, (plan) => (plan.nameId = 'alice@other.example'));
    const before = await traceOf(scene, requestId);
    await patch({ domainAlias: 'other.example' });
    expect(await traceOf(scene, requestId)).toEqual(before);
    expect(failedSteps(before)).toEqual([['user_name', 'saml.nameid_domain_mismatch']]);
  });

  it('tells a replay from an answer to another browser, as the refusal did', async () => {
    const response = scene.idp.post(planFor(scene));
    expect((await postResponse(scene, response)).status).toBe(303);
    const replay = requestIdOf(await postResponse(scene, response));
    expect(failedSteps(await traceOf(scene, replay))).toEqual([['replay', 'saml.replayed']]);

    const begun = await beginLogin(scene);
    const foreign = await refuse(scene, undefined, undefined, { inResponseTo: begun.requestId });
    const code = 'saml.in_response_to_mismatch';
    expect(failedSteps(await traceOf(scene, foreign))).toEqual([['request', code]]);

    const answer = scene.idp.post(planFor(scene, begun.requestId));
    const [cookies] = [begun.cookies];
    expect((await postResponse(scene, answer, { cookies })).status).toBe(303);
    const again = requestIdOf(await postResponse(scene, answer));
    expect(failedSteps(await traceOf(scene, again))).toEqual([
      ['replay', 'saml.replayed'],
      ['request', code],
    ]);
  });

  it.each([
    ['sso.disabled', 'sso_enabled', { ssoEnabled: false }],
    ['sso.network_forbidden', 'network', { loginNetworkMasks: ['192.0.2.0/24'] }],
    ['saml.unsolicited_forbidden', 'request', { idpInitiatedLogin: 'refused' }],
  ])('%s is kept too', async (code, check, settings) => {
    await patch(settings);
    expect(failedSteps(await traceOf(scene, await refuse(scene)))).toEqual([[check, code]]);
  });

  it('is there before there is a trust, and for a test that has ended', async () => {
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/idp`);
    const trace = await traceOf(scene, await refuse(scene));
    expect([trace.code, trace.signedBy, failedSteps(trace)]).toEqual([
      'idp.not_configured',
      null,
      [['trust', 'idp.not_configured']],
    ]);
    expect(trace.received.message).toContain(scene.alice);

    scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
    const begun = await pressStart(scene, await createTestLink(scene));
    const relayState = new URL(String(begun.headers.location)).searchParams.get('RelayState') ?? '';
    const requestId = await refuse(scene, undefined, undefined, { relayState });
    expect(failedSteps(await traceOf(scene, requestId))).toEqual([['request', 'saml.unsolicited_forbidden']]);
  });

  it('shows what came encrypted only where it answered a request of that browser', async () => {
    await patch({ saml: { assertionEncryption: 'optional' } });
    const certificate = await encryptionCertificate(scene);
    const nobody = `nobody@${scene.tenant.defaultDomain}`;
    const post = async (inResponseTo?: string, cookies?: Record<string, string>) => {
      const plan = planFor(scene, inResponseTo, (each) => (each.nameId = nobody));
      const answer = await postResponse(scene, scene.idp.postEncrypted(plan, certificate), { cookies });
      expect(answer.status).toBe(401);
      return traceOf(scene, requestIdOf(answer));
    };
    const begun = await beginLogin(scene);
    const own = await post(begun.requestId, begun.cookies);
    expect(own).toMatchObject({ code: 'user.not_found', received: { encryption: 'opened' } });
    expect(own.received.message).toContain(nobody);
    for (const hidden of [await post(), await post((await beginLogin(scene)).requestId)]) {
      expect(hidden).toMatchObject({ user: null, received: { encryption: 'not_shown' } });
      expect(JSON.stringify({ ...hidden, userName: null })).not.toContain('nobody');
    }
  });

  it('keeps what is no SAML, as somebody else’s', async () => {
    const page = Buffer.from('<html><body/></html>').toString('base64');
    const trace = await traceOf(scene, requestIdOf(await postResponse(scene, page)));
    expect(trace).toMatchObject({ code: 'saml.malformed', isSignedByTrustedKey: false });
    expect(failedSteps(trace)).toEqual([['message', 'saml.malformed']]);
    expect(await statusOf(requestIdOf(await postResponse(scene, '')))).toBe(404);
  });
});

describe('the list of refused logins', () => {
  it('is newest first, in pages, by code, by time and by request', async () => {
    const ids: string[] = [];
    for (const audience of ['https://a.example', 'https://b.example'])
      ids.unshift(
        await refuse(scene, (plan) => {
          if (plan.conditions) plan.conditions = { ...plan.conditions, audienceRestrictions: [[audience]] };
        }),
      );
    const unsigned = await refuse(scene, undefined, { signed: 'neither' });
    const idsOf = async (query: string) => (await keptOf(scene, query)).map(({ requestId }) => requestId);
    expect(await idsOf('')).toEqual([unsigned, ...ids]);
    expect(await idsOf('?code=saml.audience_mismatch')).toEqual(ids);
    expect(await idsOf(`?requestId=${unsigned}`)).toEqual([unsigned]);
    expect(await idsOf('?to=2026-01-01T00:00:00Z')).toEqual([]);
    const page = await app.request('GET', refusedPath(scene, '?limit=2'));
    const { nextCursor } = page.body as { nextCursor: string };
    expect(await idsOf(`?limit=2&cursor=${nextCursor}`)).toEqual(ids.slice(1));
  });

  it('has none of what passed', async () => {
    expect((await signIn(scene)).status).toBe(303);
    expect(await keptOf(scene)).toEqual([]);
  });

  it('loses what is deleted, and says who did', async () => {
    const requestId = await refuse(scene, (plan) => (plan.nameId = undefined));
    const path = refusedPath(scene, `/${requestId}`);
    expect((await app.request('DELETE', path)).status).toBe(204);
    for (const method of ['DELETE', 'GET']) expect(codeOf(await app.request(method, path))).toBe('not_found');
    const [event] = await auditEvents(scene, '?type=refused_login.deleted');
    expect(event).toMatchObject({ actor: 'platform', details: { requestId } });
  });
});

describe('nothing is kept', () => {
  it('where the tenant wants none, and what there was is gone at once', async () => {
    const requestId = await refuse(scene, (plan) => (plan.nameId = undefined));
    const other = await makeScene(app);
    const kept = await refuse(other, (plan) => (plan.nameId = undefined));
    await patch({ displayName: 'Still kept' });
    expect(await statusOf(requestId)).toBe(200);
    await patch({ saml: { keepRefusedLogins: false } });
    expect(await statusOf(requestId)).toBe(404);
    expect(await statusOf(await refuse(scene, (plan) => (plan.nameId = undefined)))).toBe(404);
    expect(await traceOf(other, kept)).toMatchObject({ requestId: kept });
    await patch({ saml: { keepRefusedLogins: null } });
    expect(await statusOf(await refuse(scene, (plan) => (plan.nameId = undefined)))).toBe(200);
  });

  it('where the service keeps none', async () => {
    const silent = await startApp({ refusedLoginDays: 0 }, app);
    const there = { ...scene, app: silent };
    const requestId = await refuse(there, (plan) => (plan.nameId = undefined));
    expect(await statusOf(requestId)).toBe(404);
    await silent.close();
  });

  it('of a refusal that is not told, because there are too many', async () => {
    const braked = await startApp({ rateLimitFactor: 0.001 }, app);
    const there = { ...scene, app: braked };
    const answers: { code: string; id: string }[] = [];
    for (let count = 0; count < 4; count += 1) {
      const answer = await postResponse(
        there,
        scene.idp.post(planFor(scene, undefined, (plan) => (plan.nameId = undefined))),
      );
      answers.push({ code: codeOf(answer), id: requestIdOf(answer) });
    }
    const told = answers.filter(({ code }) => code === 'saml.nameid_missing').map(({ id }) => id);
    expect([told.length > 0, told.length < answers.length]).toEqual([true, true]);
    expect((await keptOf(scene)).map(({ requestId }) => requestId)).toEqual(told.reverse());
    await braked.close();
  });
});
