import { createToken, randomAlias } from '../support/api';
import type { TestApp, TestRequest, TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import type { ResponsePlan } from '../support/idp/response-plan';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import { logoutRequestXml, redirectQuery } from '../support/idp/logout-xml';
import { signXml } from '../support/idp/sign-xml';
import { type LoginScene, makeScene, planFor, setCookies, signIn, trust } from '../support/login-scene';
import { type Route, startAppWithRoutes } from '../support/routes';
import { type Expected, expectSafeHeaders } from '../support/safe-headers';
import { makeSetupLink } from '../support/setup-links';
import { startTrial } from '../support/sso-trial';
import { createTestLink, runTest } from '../support/test-login';
import { refuse, unmatchedOf } from '../support/refused-logins';
import { SpKeyCalls } from '../support/sp-keys';
import { deliveriesOf } from '../support/webhook-events';
import { createWebhook, webhooksPath } from '../support/webhook-receiver';

/** `id` is what the path has for `:id`, where that is no API token's. */
type Need = TestRequest & {
  readonly query?: string;
  readonly id?: string;
  readonly deliveryId?: string;
  readonly requestId?: string;
};

const signedIn = async (scene: LoginScene): Promise<Need> => ({ cookies: setCookies(await signIn(scene)) });

const unnamed = (plan: ResponsePlan) => (plan.nameId = undefined);

const nextSpKey = async ({ app, tenant }: LoginScene): Promise<Need> => ({
  id: (await new SpKeyCalls(app, tenant.alias).created('signing')).id,
});

const documents = new DocumentServer();
beforeAll(() => documents.start());
afterAll(() => documents.stop());

/** What a route needs in order to succeed, beside the parameters of its path and a token; HEAD needs what GET does. */
const NEEDS: Readonly<Record<string, (scene: LoginScene) => Need | Promise<Need>>> = {
  'POST /api/v1/tenants': () => ({ body: { alias: randomAlias() } }),
  'PATCH /api/v1/tenants/:alias': () => ({ body: { displayName: 'New' } }),
  'GET /api/v1/audit-events': () => ({ query: 'requestId=none' }),
  ...Object.fromEntries(
    ['GET ', 'DELETE ', 'POST /check'].map((call) => {
      const [method = '', rest = ''] = call.split(' ');
      const path = `${method} /api/v1/tenants/:alias/refused-logins/:requestId${rest}`;
      return [path, async (scene: LoginScene) => ({ requestId: await refuse(scene, unnamed) })];
    }),
  ),
  'DELETE /api/v1/tenants/:alias/unmatched-people/:id': async (scene) => {
    await refuse(scene, (plan) => (plan.nameId = `bob@${scene.tenant.defaultDomain}`));
    return { id: (await unmatchedOf(scene))[0]?.id };
  },
  'POST /api/v1/api-tokens': () => ({ body: { name: 'x', role: 'viewer' } }),
  'PUT /api/v1/tenants/:alias/idp': ({ idp }) => ({ body: { metadataXml: idp.metadata() } }),
  'POST /api/v1/tenants/:alias/idp/refresh': async ({ app, tenant, idp }) => {
    const body = { metadataUrl: documents.give(`/${tenant.alias}`, idp.metadata()) };
    await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, { body });
    return {};
  },
  'POST /api/v1/tenants/:alias/sp/keys': () => ({ body: { purpose: 'signing' } }),
  'GET /api/v1/tenants/:alias/sp/keys/:id': nextSpKey,
  'POST /api/v1/tenants/:alias/sp/keys/:id/promote': nextSpKey,
  'DELETE /api/v1/tenants/:alias/sp/keys/:id': nextSpKey,
  'DELETE /api/v1/tenants/:alias/setup-links/:id': async ({ app, tenant }) => ({
    id: (await makeSetupLink(app, tenant.alias)).id,
  }),
  'POST /api/v1/tenants/:alias/setup-links': () => ({ body: {} }),
  'POST /api/v1/tenants/:alias/sso/trial': switchedOff,
  'GET /api/v1/tenants/:alias/sso/trial': onTrial,
  'DELETE /api/v1/tenants/:alias/sso/trial': onTrial,
  'POST /api/v1/tenants/:alias/users': () => ({ body: { userName: 'bob' } }),
  'POST /api/v1/tenants/:alias/users:import': () => ({
    body: '{"userName":"bob"}',
    headers: { 'content-type': 'application/x-ndjson' },
  }),
  'PATCH /api/v1/tenants/:alias/users/:userName': () => ({ body: { displayName: 'New' } }),
  'POST /api/v1/tenants/:alias/webhooks': aWebhook,
  'POST /api/v1/webhooks': aWebhook,
  ...Object.fromEntries(['GET', 'PATCH', 'DELETE'].flatMap((method) => ofAWebhook(method, ''))),
  ...Object.fromEntries(
    ['/rotate-secret', '/test', '/deliveries/:deliveryId/retry'].flatMap((rest) => ofAWebhook('POST', rest)),
  ),
  ...Object.fromEntries(ofAWebhook('GET', '/deliveries')),
  'GET /session': signedIn,
  'GET /console': signedIn,
  'POST /logout': signedIn,
  'POST /saml/:alias/acs': (scene) => ({
    body: new URLSearchParams({ SAMLResponse: scene.idp.post(planFor(scene)) }),
  }),
  'GET /api/v1/tenants/:alias/idp/test-login': async (scene) => {
    await runTest(scene);
    return {};
  },
  'GET /saml/:alias/test-login': async (scene) => ({ query: `token=${await createTestLink(scene)}` }),
  'POST /saml/:alias/test-login': async (scene) => ({
    body: new URLSearchParams({ token: await createTestLink(scene) }),
  }),
  'GET /saml/:alias/slo': (scene) => ({
    query: redirectQuery('SAMLRequest', logoutRequest(scene), scene.idp.keys),
  }),
  'POST /saml/:alias/slo': (scene) => {
    const signed = signXml(logoutRequest(scene), 'LogoutRequest', scene.idp.keys);
    return { body: new URLSearchParams({ SAMLRequest: Buffer.from(signed).toString('base64') }) };
  },
};

async function switchedOff({ app, tenant }: LoginScene): Promise<Need> {
  await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, { body: { ssoEnabled: false } });
  return {};
}

async function onTrial(scene: LoginScene): Promise<Need> {
  await switchedOff(scene);
  await startTrial(scene);
  return {};
}

function aWebhook(): Need {
  return { body: { url: documents.give('/hook', '') } };
}

/** Of a tenant, and of the platform, which may have few: whichever there is, or a new one. */
function ofAWebhook(method: string, rest: string): [string, (scene: LoginScene) => Promise<Need>][] {
  const body = method === 'PATCH' ? { body: { description: 'new' } } : {};
  const need = async (scene: LoginScene, alias: string | null): Promise<Need> => {
    const { app } = scene;
    const found = await app.request('GET', webhooksPath(alias));
    const [webhook] = (found.body as { items: { id: string }[] }).items;
    const { id } = webhook ?? (await createWebhook(app, alias, aWebhook().body as object));
    if (!rest.includes(':deliveryId')) return { id, ...body };
    await trust(app, scene.tenant.alias, scene.idp.metadata());
    const [delivery] = await deliveriesOf(app, `${webhooksPath(alias)}/${id}`);
    return { id, deliveryId: String(delivery?.id) };
  };
  return [
    [`${method} /api/v1/tenants/:alias/webhooks/:id${rest}`, (scene) => need(scene, scene.tenant.alias)],
    [`${method} /api/v1/webhooks/:id${rest}`, (scene) => need(scene, null)],
  ];
}

/** What successes alone may say otherwise; refusals never do. */
const EXCEPTIONS: Readonly<Record<string, Partial<Expected>>> = {
  'GET /docs/:file': { cacheControl: 'public, max-age=3600' },
  'GET /favicon.svg': { cacheControl: 'public, max-age=86400' },
  'GET /favicon.ico': { cacheControl: 'public, max-age=86400' },
  'GET /saml/:alias/metadata': { cacheControl: 'public, no-cache' },
  'POST /saml/:alias/slo': { framedBy: 'https://idp.example' },
};

function logoutRequest({ app, tenant, idp, alice }: LoginScene): string {
  return logoutRequestXml({
    issuer: idp.entityId,
    destination: tenant.sp.sloUrl,
    nameId: alice,
    sessionIndexes: [],
    issueInstant: app.clock.now(),
  });
}

describe.each([
  ['on https', 'https://sso.example.com', ['application/json', 'text/html']],
  ['on http', 'http://localhost:3000', ['*/*']],
])('the headers of every answer, %s', (_, baseUrl, accepts) => {
  const isHttps = baseUrl.startsWith('https:');
  let app: TestApp;
  let routes: readonly Route[];
  let keys: TestKeyPair;
  beforeAll(async () => {
    const started = await startAppWithRoutes({ baseUrl, allowPrivateMetadataUrls: true });
    app = started.app;
    // The console's are entered by a cookie: `test/console/pages.spec.ts` looks at those.
    routes = started.routes.filter(({ url }) => !url.startsWith('/admin'));
    keys = await makeKeyPair();
  });
  afterAll(() => app.close());

  const newScene = () => makeScene(app, { keys, metadata: { slo: true } });
  const nameOf = ({ method, url }: Route) => `${method === 'HEAD' ? 'GET' : method} ${url}`;

  async function pathOf({ url }: Route, { tenant }: LoginScene, need: Need = {}): Promise<string> {
    const tokens = await app.request('GET', '/api/v1/api-tokens');
    const [token] = (tokens.body as { items: { id: string }[] }).items;
    return url
      .replace(':alias', tenant.alias)
      .replace(':userName', 'alice')
      .replace(':number', '1')
      .replace(':product', 'adfs')
      .replace(':file', 'swagger-ui.css')
      .replace(':id', need.id ?? String(token?.id))
      .replace(':deliveryId', String(need.deliveryId))
      .replace(':requestId', String(need.requestId));
  }

  /** Also where it succeeds: with a tenant of its own, but where it changes none and needs nothing of it. */
  async function succeed(route: Route, accept: string, unchanged: LoginScene): Promise<TestResponse> {
    const needOf = NEEDS[nameOf(route)];
    const isReading = ['GET', 'HEAD'].includes(route.method);
    const scene = isReading && !needOf ? unchanged : await newScene();
    await createToken(app, 'viewer');
    const need = (await needOf?.(scene)) ?? {};
    const path = `${await pathOf(route, scene, need)}?${need.query ?? ''}`;
    return app.request(route.method, path, { ...need, headers: { ...need.headers, accept } });
  }

  it('has routes to look at', () => {
    expect(routes.length).toBeGreaterThan(50);
  });

  it.each(accepts)(
    'are safe where any route succeeds, asked for %s',
    async (accept) => {
      const failed: string[] = [];
      const unchanged = await newScene();
      for (const route of routes) {
        const answer = await succeed(route, accept, unchanged);
        expectSafeHeaders(answer, { isHttps, ...EXCEPTIONS[nameOf(route)] });
        if (answer.status >= 400) failed.push(`${nameOf(route)}: ${answer.status} ${answer.text}`);
      }
      expect(failed).toEqual([]);
    },
    120_000,
  );

  it.each(accepts)(
    'are safe where any route refuses, asked for %s',
    async (accept) => {
      const scene = await newScene();
      const headers = { accept };
      const ask = (method: string, path: string, request: TestRequest = {}) =>
        app.request(method, path, { headers, ...request });
      for (const route of routes) {
        const { method, url } = route;
        const path = await pathOf(route, scene);
        const nowhere = url.replaceAll(/(?<=\/):\w+/g, 'nobody');
        const answers = [
          await ask(method, `${path}?%00`),
          await ask(method, `${path}?%00`, { token: null }),
          await ask(method, `${path}?%00`, { token: 'guess' }),
          await ask(method, `${nowhere}/nothing`),
          await ask('OPTIONS', path),
          ...(url.includes(':alias') ? [await ask(method, nowhere)] : []),
        ];
        for (const answer of answers) expectSafeHeaders(answer, { isHttps });
        expect(answers.filter(({ status }) => status < 400)).toEqual([]);
      }
    },
    120_000,
  );

  it.each<[string, string, string, TestRequest]>([
    ['another origin asks', 'GET', '/', { headers: { origin: 'https://attacker.example' } }],
    [
      'it would be allowed to',
      'OPTIONS',
      '/session',
      { headers: { 'access-control-request-method': 'GET' } },
    ],
    [
      'a body is broken',
      'POST',
      '/api/v1/tenants',
      { headers: { 'content-type': 'application/json' }, body: '{"' },
    ],
    [
      'a body is of another type',
      'POST',
      '/api/v1/tenants',
      { headers: { 'content-type': 'text/plain' }, body: 'x' },
    ],
    ['a body is too large', 'POST', '/api/v1/tenants', { body: { alias: 'a'.repeat(2 ** 20) } }],
    ['a path is no text', 'GET', '/%E0%A4%A', {}],
    ['a path is too long', 'GET', `/saml/${'a'.repeat(300)}/login`, {}],
  ])('are safe where %s', async (_what, method, path, request) => {
    expectSafeHeaders(await app.request(method, path, request), { isHttps });
  });

  it('are safe where a document has not changed', async () => {
    const path = `/saml/${(await newScene()).tenant.alias}/metadata`;
    const answer = await app.request('GET', path, { headers: { 'if-none-match': '*' } });
    expect(answer.status).toBe(304);
    expectSafeHeaders(answer, { isHttps, cacheControl: 'public, no-cache' });
  });
});
