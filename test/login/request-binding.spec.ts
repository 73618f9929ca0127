import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
} from '../support/login-scene';

describe('an answer to an AuthnRequest', () => {
  let app: TestApp;
  let scene: LoginScene;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  it.each([
    ['without the cookie', () => ({})],
    ['with the cookie of another login', (other: Record<string, string>) => other],
  ])('is worthless in a browser %s', async (_, cookiesOf) => {
    const mine = await beginLogin(scene);
    const other = await beginLogin(scene);
    const answer = scene.idp.post(planFor(scene, mine.requestId));
    const stolen = await postResponse(scene, answer, { cookies: cookiesOf(other.cookies) });
    expect([stolen.status, codeOf(stolen)]).toEqual([401, 'saml.in_response_to_mismatch']);

    expect((await postResponse(scene, answer, { cookies: mine.cookies })).status).toBe(303);
  });

  it('is worthless with a cookie of the right name and another value', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const forged = Object.fromEntries(Object.keys(cookies).map((name) => [name, 'x'.repeat(43)]));
    const response = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), {
      cookies: forged,
    });
    expect(codeOf(response)).toBe('saml.in_response_to_mismatch');
  });

  it('is kept for five requests a browser, this one among them', async () => {
    const path = `/saml/${scene.tenant.alias}/login`;
    const jar = new Map<string, string>();
    for (let begun = 0; begun < 8; begun++) {
      const answer = await app.request('GET', path, { token: null, cookies: Object.fromEntries(jar) });
      for (const { name, value, maxAge } of answer.cookies) {
        if (maxAge === 0) jar.delete(name);
        else jar.set(name, value);
      }
    }
    expect([...jar.keys()].filter((name) => !name.endsWith('_lax'))).toHaveLength(5);
    expect(jar.size).toBe(10);
  });

  it('is found among all that a browser may hold, and those beyond five go with any answer of the ACS', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const others = Object.fromEntries(
      Array.from({ length: 170 }, (_, count) => [`ram_login_${count.toString(16).padStart(16, '0')}`, 'x']),
    );
    const refused = await postResponse(scene, 'no SAML', { cookies: { ...others, ...cookies } });
    expect(refused.status).toBe(400);
    expect(refused.cookies.filter(({ maxAge }) => maxAge === 0)).toHaveLength(166);
    const accepted = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), {
      cookies: { ...others, ...cookies },
    });
    expect(accepted.status).toBe(303);
  });

  it('counts once: a second assertion for the request is refused', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    expect((await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies })).status).toBe(
      303,
    );
    const second = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
    expect([second.status, codeOf(second)]).toEqual([401, 'saml.in_response_to_mismatch']);
  });

  it('is a replay when another browser posts what was accepted', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const answer = scene.idp.post(planFor(scene, requestId));
    await postResponse(scene, answer, { cookies });
    const elsewhere = await postResponse(scene, answer);
    expect([elsewhere.status, codeOf(elsewhere)]).toEqual([401, 'saml.replayed']);
  });

  it('opens one session for fifty parallel posts in the browser that began', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const answer = scene.idp.post(planFor(scene, requestId));
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => postResponse(scene, answer, { cookies })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(answers.filter((each) => Object.keys(setCookies(each)).length > 0)).toHaveLength(1);
  });

  it('comes too late after ten minutes', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    await app.dataSource.query(`UPDATE authn_requests SET expires_at = now() WHERE tenant_id = $1`, [
      scene.tenant.id,
    ]);
    const response = await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
    expect(codeOf(response)).toBe('saml.in_response_to_mismatch');
  });

  it('lives ten minutes', async () => {
    await beginLogin(scene);
    const [row] = await app.dataSource.query<[{ seconds: string }]>(
      `SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM authn_requests WHERE tenant_id = $1`,
      [scene.tenant.id],
    );
    expect(Number(row.seconds)).toBe(600);
  });

  it('is worthless at another tenant that trusts the same IdP', async () => {
    const other = await makeScene(app);
    const metadataXml = scene.idp.metadata();
    await app.request('PUT', `/api/v1/tenants/${other.tenant.alias}/idp`, { body: { metadataXml } });
    const { requestId, cookies } = await beginLogin(scene);
    const response = await postResponse(other, scene.idp.post(planFor(scene, requestId)), { cookies });
    expect(response.status).toBe(401);
    expect(setCookies(response)).toEqual({});
  });

  it('must come after the request where the tenant wants a fresh sign-in', async () => {
    const fresh = await makeScene(app, { tenant: { saml: { forceAuthn: true } } });
    const { requestId, cookies } = await beginLogin(fresh);
    const old = planFor(fresh, requestId, ({ authnStatement }) => {
      if (authnStatement) authnStatement.authnInstant = new Date(app.clock.now().getTime() - 3_600_000);
    });
    const response = await postResponse(fresh, fresh.idp.post(old), { cookies });
    expect([response.status, codeOf(response)]).toEqual([403, 'saml.authn_too_old']);
    expect((await postResponse(fresh, fresh.idp.post(planFor(fresh, requestId)), { cookies })).status).toBe(
      303,
    );
  });

  it('must name a class that the tenant accepts', async () => {
    const strong = await makeScene(app, {
      tenant: { saml: { authnContextClassRefs: ['urn:example:strong'] } },
    });
    const { requestId, cookies } = await beginLogin(strong);
    const weak = await postResponse(strong, strong.idp.post(planFor(strong, requestId)), { cookies });
    expect([weak.status, codeOf(weak)]).toEqual([403, 'saml.authn_context_mismatch']);
    const good = planFor(strong, requestId, ({ authnStatement }) => {
      if (authnStatement) authnStatement.classRef = 'urn:example:strong';
    });
    expect((await postResponse(strong, strong.idp.post(good), { cookies })).status).toBe(303);
  });
});
