import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
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

describe('two nodes on one database', () => {
  let here: TestApp;
  let there: TestApp;
  let scene: LoginScene;
  /** The same tenant, met at the other node. */
  let sceneThere: LoginScene;

  beforeAll(async () => {
    here = await startApp();
    there = await startApp({}, here);
  });
  beforeEach(async () => {
    scene = await makeScene(here);
    sceneThere = { ...scene, app: there };
    await signIn(sceneThere);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
  });

  it('finish at one what began at the other', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    expect(
      (await postResponse(sceneThere, scene.idp.post(planFor(scene, requestId)), { cookies })).status,
    ).toBe(303);
  });

  it('agree on what was used', async () => {
    const answer = scene.idp.post(planFor(scene));
    expect((await postResponse(scene, answer)).status).toBe(303);
    expect(codeOf(await postResponse(sceneThere, answer))).toBe('saml.replayed');
  });

  it('open one session for posts that race at both', async () => {
    const answer = scene.idp.post(planFor(scene));
    const race = Array.from({ length: 20 }, (_, count) =>
      postResponse(count % 2 ? scene : sceneThere, answer),
    );
    const statuses = (await Promise.all(race)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  });

  it('believe a new key at once, and the old one no more', async () => {
    const next = await makeKeyPair();
    const withNext = scene.idp.post(planFor(scene), { keys: next });
    expect(codeOf(await postResponse(sceneThere, withNext))).toBe('saml.signature_invalid');

    await trust(here, scene.tenant.alias, scene.idp.metadata({ certificates: [next.certificateDer] }));
    expect((await postResponse(sceneThere, withNext)).status).toBe(303);
    expect(codeOf(await signIn(sceneThere))).toBe('saml.signature_invalid');
  });

  it('hold to a changed setting at once', async () => {
    const path = `/api/v1/tenants/${scene.tenant.alias}`;
    await here.request('PATCH', path, { body: { ssoEnabled: false } });
    expect(codeOf(await signIn(sceneThere))).toBe('sso.disabled');
    const begun = await there.request('GET', `/saml/${scene.tenant.alias}/login`, {
      headers: { accept: 'application/json' },
    });
    expect(codeOf(begun)).toBe('sso.disabled');
    await here.request('PATCH', path, { body: { ssoEnabled: true } });
    expect((await signIn(sceneThere)).status).toBe(303);
  });

  it('forget a tenant that was deleted, and know it when it is made anew', async () => {
    await here.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
    expect(codeOf(await signIn(sceneThere))).toBe('tenant.not_found');
    await here.request('POST', '/api/v1/tenants', { body: { alias: scene.tenant.alias } });
    expect(codeOf(await signIn(sceneThere))).toBe('idp.not_configured');
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['disabled', (path) => here.request('PATCH', path, { body: { status: 'disabled' } })],
    ['deleted', (path) => here.request('DELETE', path)],
    ['signed out everywhere', (path) => here.request('DELETE', `${path}/sessions`)],
  ])('end the session of a user who was %s', async (_, change) => {
    const cookies = setCookies(await signIn(sceneThere));
    const session = () => there.request('GET', '/session', { cookies });
    expect((await session()).status).toBe(200);
    await change(`/api/v1/tenants/${scene.tenant.alias}/users/alice`);
    expect((await session()).status).toBe(401);
  });
});
