import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { logoutRequestXml, redirectQuery } from '../support/idp/logout-xml';
import {
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
} from '../support/login-scene';
import type { ResponsePlan } from '../support/idp/response-plan';

const OPAQUE = '8f14e45f-ceea-467f-a0e6-1c9d6a2b7c11';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** An IdP whose NameID is its own affair, and which signs alice in as it is told to. */
async function sceneOf(saml: object): Promise<LoginScene> {
  const scene = await makeScene(app, { tenant: { saml }, metadata: { slo: true } });
  await createUser(app, scene.tenant.alias, { userName: 'bob' });
  return scene;
}

const signInAs = (scene: LoginScene, attributes: ResponsePlan['attributes'], nameId = OPAQUE) =>
  postResponse(
    scene,
    scene.idp.post(planFor(scene, undefined, (plan) => Object.assign(plan, { nameId, attributes }))),
  );

describe('a user name from an attribute', () => {
  it('is its whole value where the tenant says so', async () => {
    const scene = await sceneOf({
      userNameAttribute: 'urn:oid:0.9.2342.19200300.100.1.1',
      userNameForm: 'whole',
    });
    const response = await signInAs(scene, {
      'urn:oid:0.9.2342.19200300.100.1.1': ['Bob'],
      mail: [scene.alice],
    });
    expect(response.status).toBe(303);
    const [event] = await auditEvents(scene, '?limit=1&type=login');
    expect(event).toMatchObject({
      outcome: 'success',
      userName: 'bob',
      details: { nameId: OPAQUE, userNameAttribute: 'urn:oid:0.9.2342.19200300.100.1.1' },
    });
  });

  it('is its part before @ where the domain is one of the tenant’s', async () => {
    const scene = await sceneOf({ userNameAttribute: 'mail' });
    const response = await signInAs(scene, { mail: [`bob@${scene.tenant.defaultDomain.toUpperCase()}`] });
    expect(response.status).toBe(303);
    expect(await auditEvents(scene, '?limit=1')).toMatchObject([{ userName: 'bob', outcome: 'success' }]);
  });

  it('is the NameID’s where the tenant names no attribute, and the event says so', async () => {
    const scene = await sceneOf({});
    expect((await signInAs(scene, { mail: ['bob'] }, scene.alice)).status).toBe(303);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ userName: 'alice', details: { userNameAttribute: null } });
  });

  it('leads to a refusal that names the attribute and which were there', async () => {
    const scene = await sceneOf({ userNameAttribute: 'mail' });
    const response = await signInAs(scene, { email: [scene.alice], uid: ['alice'] }, scene.alice);
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: 'saml.nameid_missing' });
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ outcome: 'refused', code: 'saml.nameid_missing' });
    const { expected, actual } = (event as { details: { expected: string; actual: string } }).details;
    expect(expected).toContain('mail');
    expect(actual).toContain('email, uid');
  });

  it('leaves single logout to the NameID', async () => {
    const scene = await sceneOf({ userNameAttribute: 'uid', userNameForm: 'whole' });
    const cookies = setCookies(await signInAs(scene, { uid: ['bob'] }));
    const logOut = (nameId: string) => {
      const { entityId: issuer, keys } = scene.idp;
      const destination = scene.tenant.sp.sloUrl;
      const xml = logoutRequestXml({
        issuer,
        destination,
        nameId,
        sessionIndexes: [],
        issueInstant: app.clock.now(),
      });
      const query = redirectQuery('SAMLRequest', xml, keys);
      return app.request('GET', `/saml/${scene.tenant.alias}/slo?${query}`, { token: null });
    };
    const session = () => app.request('GET', '/session', { token: null, cookies });
    expect((await logOut(`bob@${scene.tenant.defaultDomain}`)).status).toBe(302);
    expect((await session()).body).toMatchObject({ user: { userName: 'bob' } });
    expect((await logOut(OPAQUE)).status).toBe(302);
    expect((await session()).status).toBe(401);
  });

  it('holds for a login that is under way when the setting changes', async () => {
    const scene = await sceneOf({});
    const path = `/api/v1/tenants/${scene.tenant.alias}`;
    await app.request('PATCH', path, { body: { saml: { userNameAttribute: 'uid', userNameForm: 'whole' } } });
    expect((await signInAs(scene, { uid: ['bob'] }, scene.alice)).status).toBe(303);
    expect(await auditEvents(scene, '?limit=1')).toMatchObject([{ userName: 'bob' }]);
  });
});
