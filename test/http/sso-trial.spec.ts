import { Sweeper } from '../../src/database/sweeper';
import { codeOf, createTenant, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';
import { askTrial, makeSwitchedOff, startTrial, trialPath } from '../support/sso-trial';

const MINUTES = 60;

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.reset();
  app.clock.set(new Date());
  scene = await makeSwitchedOff(app);
});
afterAll(() => app.close());

const path = () => `/api/v1/tenants/${scene.tenant.alias}`;
const tenant = async () => {
  const { body, headers } = await app.request('GET', path());
  return {
    etag: headers.etag,
    ...(body as { ssoEnabled: boolean; ssoTrialEndsAt: string | null; updatedAt: string }),
  };
};
const patch = (body: object) => app.request('PATCH', path(), { body });
const start = () =>
  app.request('GET', `/saml/${scene.tenant.alias}/login`, { headers: { accept: 'application/json' } });
const events = async () =>
  (await auditEvents(scene))
    .filter(({ type }) => String(type).startsWith('sso.'))
    .map(({ type, actor, details }) => ({ type, actor, ...(details as object) }));
const post = (options = {}) => postResponse(scene, scene.idp.post(planFor(scene)), options);
const live = async (cookies: Record<string, string>) =>
  (await app.request('GET', '/session', { cookies })).status;

describe('a trial of single sign-on', () => {
  it('lets logins in for ten minutes, and shows when it ends', async () => {
    expect(codeOf(await start())).toBe('sso.disabled');
    const before = await tenant();
    const response = await askTrial(scene, 'POST');
    const endsAt = new Date(app.clock.now().getTime() + 600_000).toISOString();
    expect([response.status, response.headers.location]).toEqual([201, trialPath(scene)]);
    expect(response.body).toEqual({ endsAt, loginUrl: scene.tenant.sp.loginUrl });
    expect((await askTrial(scene, 'GET')).body).toEqual(response.body);
    const after = await tenant();
    expect(after).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt: endsAt });
    expect(after.etag).not.toBe(before.etag);
    expect((await start()).status).toBe(302);
    expect(await events()).toEqual([{ type: 'sso.trial_started', actor: 'platform', endsAt }]);
  });

  it('is confirmed by a login, which makes it last', async () => {
    await startTrial(scene);
    app.clock.advance(9 * MINUTES);
    expect((await signIn(scene)).status).toBe(303);
    expect(await tenant()).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
    expect((await events())[0]).toEqual({
      type: 'sso.confirmed',
      actor: 'user:alice',
      by: 'login',
      sessionId: expect.any(String) as string,
    });
    app.clock.advance(60 * MINUTES);
    await app.nest.get(Sweeper).sweepAll();
    expect((await signIn(scene)).status).toBe(303);
    expect(await events()).toHaveLength(2);
  });

  it('is confirmed by a login that began at the IdP too, and of several at a time once', async () => {
    for (const userName of ['bob', 'carol']) await createUser(app, scene.tenant.alias, { userName });
    await startTrial(scene);
    const posts = ['alice', 'bob', 'carol'].map((name) => {
      const plan = planFor(scene, undefined, (one) => {
        one.nameId = `${name}@${scene.tenant.defaultDomain}`;
      });
      return postResponse(scene, scene.idp.post(plan));
    });
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await tenant()).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
    expect((await events()).map(({ type }) => type)).toEqual(['sso.confirmed', 'sso.trial_started']);
  });

  it('is not confirmed by a refused login', async () => {
    await app.request('PATCH', `${path()}/users/alice`, { body: { status: 'disabled' } });
    await startTrial(scene);
    expect(codeOf(await post())).toBe('user.disabled');
    expect((await tenant()).ssoTrialEndsAt).not.toBeNull();
  });

  it('ends by the clock, on the minute, though nobody has noted it', async () => {
    await startTrial(scene);
    const begun = await beginLogin(scene);
    app.clock.advance(10 * MINUTES);
    expect(codeOf(await start())).toBe('sso.disabled');
    const late = await postResponse(scene, scene.idp.post(planFor(scene, begun.requestId)), begun);
    expect([late.status, codeOf(late)]).toEqual([403, 'sso.disabled']);
    expect(await tenant()).toMatchObject({ ssoEnabled: false });
    expect(codeOf(await askTrial(scene, 'GET'))).toBe('not_found');
    expect(codeOf(await askTrial(scene, 'DELETE'))).toBe('not_found');
    const { body } = await app.request('GET', `${path()}/idp/health`);
    expect(body).toMatchObject({ status: 'failing', warnings: [{ code: 'sso_disabled' }] });
  });

  it('is noted as over by a sweep, once', async () => {
    await startTrial(scene);
    const { ssoTrialEndsAt } = await tenant();
    app.clock.advance(12 * MINUTES);
    const sweeper = app.nest.get(Sweeper);
    await Promise.all([sweeper.sweepAll(), sweeper.sweepAll()]);
    await sweeper.sweepAll();
    expect(await tenant()).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt: null });
    const [reverted, ...rest] = await events();
    expect(reverted).toEqual({
      type: 'sso.reverted',
      actor: 'watch',
      reason: 'not_confirmed',
      endedAt: ssoTrialEndsAt,
    });
    expect(rest).toHaveLength(1);
  });

  it('goes back before its time where it is asked to, and ends no session', async () => {
    await startTrial(scene);
    const cookies = setCookies(await signIn(scene));
    await patch({ ssoEnabled: false });
    await startTrial(scene);
    expect((await askTrial(scene, 'DELETE')).status).toBe(204);
    expect(await tenant()).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt: null });
    expect(codeOf(await post())).toBe('sso.disabled');
    expect(await live(cookies)).toBe(200);
    expect(codeOf(await askTrial(scene, 'DELETE'))).toBe('not_found');
    expect((await events())[0]).toMatchObject({ type: 'sso.reverted', reason: 'ended_early' });
  });

  it.each([
    [true, 'sso.confirmed', { by: 'administrator' }],
    [null, 'sso.confirmed', { by: 'administrator' }],
    [false, 'sso.reverted', { reason: 'switched_off' }],
  ])('is ended by a patch of ssoEnabled alone, %s', async (ssoEnabled, type, details) => {
    await startTrial(scene);
    const response = await patch({ ssoEnabled });
    expect(response.body).toMatchObject({ ssoEnabled: ssoEnabled !== false, ssoTrialEndsAt: null });
    expect((await events())[0]).toMatchObject({ type, actor: 'platform', ...details });
    app.clock.advance(12 * MINUTES);
    await app.nest.get(Sweeper).sweepAll();
    expect(await events()).toHaveLength(2);
    expect((await start()).status).toBe(ssoEnabled === false ? 403 : 302);
  });

  it('is left by a patch that sends back what it read, which is told the truth', async () => {
    await startTrial(scene);
    const { ssoEnabled, ssoTrialEndsAt } = await tenant();
    for (const change of [{ displayName: 'New' }, { displayName: 'New' }, { saml: { forceAuthn: false } }]) {
      const response = await patch({ ssoEnabled, ...change });
      expect(response.body).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt });
    }
    expect((await events()).map(({ type }) => type)).toEqual(['sso.trial_started']);
    expect((await signIn(scene)).status).toBe(303);
    expect(await tenant()).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
    expect((await patch({ ssoEnabled, displayName: 'New' })).body).toMatchObject({ ssoEnabled: false });
  });

  it('is left by a patch of something else, and confirmed all the same', async () => {
    await startTrial(scene);
    const { ssoTrialEndsAt } = await tenant();
    expect((await patch({ displayName: 'New' })).body).toMatchObject({ ssoEnabled: false, ssoTrialEndsAt });
    expect((await signIn(scene)).status).toBe(303);
    expect(await tenant()).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
  });

  it('is one at a time, and can be begun anew once it is over', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => askTrial(scene, 'POST')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    app.clock.advance(10 * MINUTES);
    await startTrial(scene);
    expect((await events()).map(({ type }) => type)).toEqual([
      'sso.trial_started',
      'sso.reverted',
      'sso.trial_started',
    ]);
    expect((await start()).status).toBe(302);
  });

  it('is not begun where single sign-on is on, nor without a trust', async () => {
    await patch({ ssoEnabled: true });
    expect(codeOf(await askTrial(scene, 'POST'))).toBe('conflict');
    const { alias } = await createTenant(app, { ssoEnabled: false });
    const response = await app.request('POST', `/api/v1/tenants/${alias}/sso/trial`);
    expect([response.status, codeOf(response)]).toEqual([404, 'idp.not_configured']);
  });

  it('of another node is known on this one', async () => {
    const other = await startApp({}, app);
    expect(codeOf(await start())).toBe('sso.disabled');
    await other.request('POST', trialPath(scene));
    expect((await start()).status).toBe(302);
    await other.request('DELETE', trialPath(scene));
    expect(codeOf(await start())).toBe('sso.disabled');
    await other.close();
  });
});
