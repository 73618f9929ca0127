import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeKeyPair } from '../support/idp/key-pair';
import {
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  trust,
} from '../support/login-scene';

/** Of the refusals of one minute at one tenant: 3 logins, 3 logouts and 15 sessions; then 1 of each for an address. */
const FACTOR = 1 / 200;

/** Who is refused often enough is told to wait, and nobody else pays for it. */
// CVE-2025-2256: large responses, many at once, left no time for others.
describe('a flood at one tenant', () => {
  let app: TestApp;
  let node2: TestApp;
  let scene: LoginScene;
  let from: (host: number) => Record<string, string>;
  let nets = 0;
  beforeAll(async () => {
    app = await startApp({ rateLimitFactor: FACTOR, trustedProxies: ['127.0.0.1'] });
    node2 = await startApp({}, app);
  });
  beforeEach(async () => {
    // The clock of the limits stands still; each test begins with full ones.
    app.clock.set(new Date());
    scene = await makeScene(app);
    const net = (nets += 1);
    from = (host) => ({ 'x-forwarded-for': `10.${net >> 8}.${net & 255}.${host}` });
  });
  afterAll(async () => {
    await node2.close();
    await app.close();
  });

  const forged = (at: LoginScene, host: number) =>
    postResponse(at, at.idp.post(planFor(at), { signed: 'neither' }), { headers: from(host) });
  const good = (at: LoginScene, host: number, options = {}) =>
    postResponse(at, at.idp.post(planFor(at), options), { headers: from(host) });
  const outcomeOf = ({ status, body }: TestResponse) => [
    status,
    (body as { code?: string } | undefined)?.code,
  ];
  const MISSING = [401, 'saml.signature_missing'];
  const LIMITED = [429, 'request.rate_limited'];

  const inTurn = async (times: number, ask: () => Promise<TestResponse>) => {
    const answers: TestResponse[] = [];
    for (let n = 0; n < times; n += 1) answers.push(await ask());
    return answers;
  };

  it('is told by 429 when to come again, and writes no more into the audit trail', async () => {
    const answers = await inTurn(5, () => forged(scene, 1));
    expect(answers.map(outcomeOf)).toEqual([MISSING, MISSING, MISSING, MISSING, LIMITED]);
    expect(answers.at(-1)?.headers['retry-after']).toBe('60');
    expect(await auditEvents(scene, '?type=login')).toHaveLength(4);
    app.clock.advance(60);
    expect(outcomeOf(await forged(scene, 1))).toEqual(MISSING);
  });

  it('holds back nobody whom the IdP vouches for, not even from the same address', async () => {
    await inTurn(5, () => forged(scene, 1));
    expect((await good(scene, 1)).status).toBe(303);
    expect((await good(scene, 2)).status).toBe(303);
  });

  it('leaves it to others to learn why they are refused', async () => {
    await inTurn(5, () => forged(scene, 1));
    expect(outcomeOf(await forged(scene, 2))).toEqual(MISSING);
    expect(outcomeOf(await forged(scene, 2))).toEqual(LIMITED);
  });

  it('is nothing to another tenant', async () => {
    const other = await makeScene(app);
    await inTurn(5, () => forged(scene, 1));
    const answers = await inTurn(3, () => forged(other, 1));
    expect(answers.map(outcomeOf).at(0)).toEqual(MISSING);
    expect((await good(other, 2)).status).toBe(303);
  });

  it('does not keep a node from seeing that the trust was changed on another', async () => {
    await inTurn(5, () => forged(scene, 1));
    const keys = await makeKeyPair();
    await trust(node2, scene.tenant.alias, scene.idp.metadata({ certificates: [keys.certificateDer] }));
    expect((await good(scene, 1, { keys })).status).toBe(303);
  });

  it('of logins that may not begin is told likewise', async () => {
    const { alias } = scene.tenant;
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { ssoEnabled: false } });
    const begin = () =>
      app.request('GET', `/saml/${alias}/login`, {
        token: null,
        headers: { accept: 'application/json', ...from(1) },
      });
    const answers = await inTurn(5, begin);
    expect(answers.map(outcomeOf).slice(3)).toEqual([[403, 'sso.disabled'], LIMITED]);
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { ssoEnabled: true } });
    expect((await begin()).status).toBe(302);
  });

  it('of logout messages is told likewise', async () => {
    const send = () =>
      app.request('POST', `/saml/${scene.tenant.alias}/slo`, {
        token: null,
        body: new URLSearchParams({ SAMLRequest: 'AAAA' }),
        headers: { accept: 'application/json', ...from(1) },
      });
    const answers = await inTurn(5, send);
    expect(answers.map(outcomeOf).slice(3)).toEqual([[400, 'saml.malformed'], LIMITED]);
  });

  it('of made-up sessions is told likewise, and ends no real one', async () => {
    const cookies = setCookies(await good(scene, 1));
    const look = (ram_session: string, host: number) =>
      app.request('GET', '/session', { cookies: { ram_session }, headers: from(host) });
    const madeUp = `${scene.tenant.id}.${'A'.repeat(43)}`;
    const answers = await inTurn(17, () => look(madeUp, 1));
    expect(answers.map(outcomeOf).slice(15)).toEqual([[401, 'auth.required'], LIMITED]);
    expect(outcomeOf(await look(madeUp, 2))).toEqual([401, 'auth.required']);
    expect((await look(cookies.ram_session ?? '', 1)).status).toBe(200);
  });
});

describe('a flood of made-up API tokens at one tenant', () => {
  let app: TestApp;
  beforeAll(async () => {
    // Six a minute from one address, sixty at one tenant, then one from an address.
    app = await startApp({ rateLimitFactor: 1 / 10, trustedProxies: ['127.0.0.1'] });
    app.clock.set(new Date());
  });
  afterAll(() => app.close());

  it('is told when to come again, and holds no real one back', async () => {
    const { alias } = await createTenant(app);
    const { alias: other } = await createTenant(app);
    const token = await createToken(app, 'viewer', alias);
    const ask = async (host: number, at = alias, bearer = 'x'.repeat(43)) => {
      const headers = { 'x-forwarded-for': `10.0.0.${host}` };
      return (await app.request('GET', `/api/v1/tenants/${at}`, { token: bearer, headers })).status;
    };
    for (let n = 0; n < 60; n += 1) expect(await ask(1 + (n % 10))).toBe(401);
    expect(await ask(11)).toBe(401);
    expect(await ask(11)).toBe(429);
    expect(await ask(11, other)).toBe(401);
    expect(await ask(11, alias, token)).toBe(200);
  });
});
