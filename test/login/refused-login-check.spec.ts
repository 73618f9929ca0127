import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeKeyPair } from '../support/idp/key-pair';
import type { ResponsePlan } from '../support/idp/response-plan';
import { TestIdp } from '../support/idp/test-idp';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  trust,
} from '../support/login-scene';
import { checkAgain, failedSteps, refuse, requestIdOf, traceOf } from '../support/refused-logins';
import { readDump } from '../attacks/support/stolen-dump';

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

const patch = (body: object) => app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body });

describe('would a refused login pass now', () => {
  it('once the user is there, days after its assertion has expired', async () => {
    const name = `bob@${scene.tenant.defaultDomain}`;
    const requestId = await refuse(scene, (plan) => (plan.nameId = name));
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: false, code: 'user.not_found' });
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    const arrived = app.clock.now();
    app.clock.advance(2 * 86_400);
    const checked = await checkAgain(scene, requestId);
    expect(checked).toMatchObject({ requestId, wouldPass: true, code: null });
    expect(Math.abs(Date.parse(checked.judgedAsOf) - arrived.getTime())).toBeLessThan(60_000);
    expect(failedSteps(checked)).toEqual([]);
    expect(failedSteps(await traceOf(scene, requestId))).toEqual([['user', 'user.not_found']]);
  });

  it('once the trust has the key that signed it', async () => {
    const keys = await makeKeyPair();
    const renewed = await TestIdp.create(keys, scene.idp.entityId);
    const requestId = await refuse({ ...scene, idp: renewed });
    expect(await traceOf(scene, requestId)).toMatchObject({ code: 'saml.signature_invalid', signedBy: null });
    await trust(app, scene.tenant.alias, renewed.metadata());
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: true });
  });

  it('once there is a trust at all, or one of the IdP that sent it', async () => {
    const other = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
    const path = `/api/v1/tenants/${scene.tenant.alias}/idp`;
    await app.request('DELETE', path);
    const requestId = await refuse(scene);
    expect(await checkAgain(scene, requestId)).toMatchObject({ code: 'idp.not_configured' });
    await trust(app, scene.tenant.alias, other.idp.metadata());
    expect(await checkAgain(scene, requestId)).toMatchObject({ code: 'saml.issuer_mismatch' });
    await trust(app, scene.tenant.alias, scene.idp.metadata());
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: true });
  });

  it('once domain and settings allow it, and names what is left to mend', async () => {
    await patch({ idpInitiatedLogin: 'refused' });
    const requestId = await refuse(scene, (plan) => (plan.nameId = 'alice@acme-check.example'));
    await patch({ ssoEnabled: false, domainAlias: 'acme-check.example' });
    const checked = await checkAgain(scene, requestId);
    expect(failedSteps(checked)).toEqual([
      ['request', 'saml.unsolicited_forbidden'],
      ['sso_enabled', 'sso.disabled'],
    ]);
    await patch({ ssoEnabled: true, idpInitiatedLogin: 'allowed' });
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: true });
  });

  it('with its request as it was when it came, though that is long forgotten', async () => {
    const begun = await beginLogin(scene);
    const name = `bob@${scene.tenant.defaultDomain}`;
    const posted = { inResponseTo: begun.requestId, cookies: begun.cookies };
    const own = await refuse(scene, (plan) => (plan.nameId = name), undefined, posted);
    const foreign = await refuse(scene, (plan) => (plan.nameId = name), undefined, {
      inResponseTo: begun.requestId,
    });
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    await app.dataSource.query('DELETE FROM authn_requests WHERE tenant_id = $1', [scene.tenant.id]);
    expect(await checkAgain(scene, own)).toMatchObject({ wouldPass: true });
    expect(await checkAgain(scene, foreign)).toMatchObject({ code: 'saml.in_response_to_mismatch' });
  });

  it.each([
    ['SubjectConfirmation', (plan: ResponsePlan) => (plan.inResponseTo = undefined)],
    [
      'Response',
      (plan: ResponsePlan) =>
        (plan.confirmations = plan.confirmations.map((one) => ({ ...one, inResponseTo: undefined }))),
    ],
  ])(
    'with the request that its %s alone named, though no key was known that signed it',
    async (_, change) => {
      const renewed = { ...scene, idp: await TestIdp.create(await makeKeyPair(), scene.idp.entityId) };
      const { requestId: inResponseTo, cookies } = await beginLogin(scene);
      const own = await refuse(renewed, change, { signed: 'both' }, { inResponseTo, cookies });
      const foreign = await refuse(renewed, change, { signed: 'both' }, { inResponseTo });
      await trust(app, scene.tenant.alias, renewed.idp.metadata());
      expect(await checkAgain(scene, own)).toMatchObject({ wouldPass: true });
      expect(await checkAgain(scene, foreign)).toMatchObject({ code: 'saml.in_response_to_mismatch' });
    },
  );

  it('never, where it had been used before it was refused for something else', async () => {
    const response = scene.idp.post(planFor(scene));
    expect((await postResponse(scene, response)).status).toBe(303);
    const other = await TestIdp.create(await makeKeyPair(), scene.idp.entityId);
    await trust(app, scene.tenant.alias, other.metadata());
    const requestId = requestIdOf(await postResponse(scene, response));
    expect(await traceOf(scene, requestId)).toMatchObject({ code: 'saml.signature_invalid' });
    await trust(app, scene.tenant.alias, scene.idp.metadata());
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: false, code: 'saml.replayed' });
  });

  it('never, where it was a replay', async () => {
    const response = scene.idp.post(planFor(scene));
    await postResponse(scene, response);
    const requestId = requestIdOf(await postResponse(scene, response));
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: false, code: 'saml.replayed' });
  });

  it('signs nobody in by being asked, uses nothing up and writes nothing', async () => {
    const name = `bob@${scene.tenant.defaultDomain}`;
    const begun = await beginLogin(scene);
    const posted = { inResponseTo: begun.requestId, cookies: begun.cookies };
    const samlResponse = scene.idp.post(planFor(scene, begun.requestId, (plan) => (plan.nameId = name)));
    const requestId = requestIdOf(await postResponse(scene, samlResponse, posted));
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    const stored = async () =>
      (await readDump(app.dataSource))
        .map(({ column, bytes }) => `${column} ${bytes.toString('hex')}`)
        .sort();
    const before = await stored();
    expect(await checkAgain(scene, requestId)).toMatchObject({ wouldPass: true });
    expect(await stored()).toEqual(before);
    // What would pass does pass, for the browser that holds it.
    expect((await postResponse(scene, samlResponse, posted)).status).toBe(303);
    const [event] = await auditEvents(scene, '?type=login&limit=1');
    expect(event).toMatchObject({ outcome: 'success', userName: 'bob' });
  });
});
