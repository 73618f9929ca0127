import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { PUBLIC, REQUIRED_ROLE } from '../../src/http/access';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type Route, startAppWithRoutes } from '../support/routes';

let app: TestApp;
let routes: readonly Route[];
beforeAll(async () => {
  ({ app, routes } = await startAppWithRoutes());
});
afterAll(() => app.close());

describe('without a token that is good', () => {
  it.each([
    ['no header', undefined, false],
    ['another scheme', 'Basic YWRtaW46YWRtaW4=', false],
    ['an empty token', 'Bearer ', false],
    ['an unknown token', 'Bearer of-bad-news', true],
    ['a token of other characters', 'Bearer a,b', false],
  ])('%s is 401 with a challenge', async (_what, authorization, isInvalidToken) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    for (const path of ['/tenants', '/tenants/nobody', '/api-tokens', '/nothing/here'].map(
      (rest) => `/api/v1${rest}`,
    )) {
      const response = await app.request('GET', path, { token: null, headers });
      expect(response.status).toBe(401);
      expect(response.body).toMatchObject({ code: 'auth.required' });
      const challenge = String(response.headers['www-authenticate']);
      expect(challenge).toMatch(/^Bearer realm="ram-sso"/);
      expect(challenge.includes('error="invalid_token"')).toBe(isInvalidToken);
    }
  });

  it('a tenant that there is answers as one that there is not', async () => {
    const { alias } = await createTenant(app);
    const [found, missing] = await Promise.all(
      [alias, 'nobody'].map((name) => app.request('GET', `/api/v1/tenants/${name}`, { token: null })),
    );
    expect(found?.status).toBe(401);
    expect({ ...(found?.body as object), requestId: '' }).toEqual({
      ...(missing?.body as object),
      requestId: '',
    });
  });

  it('a method that a path does not have is told to callers with a token only', async () => {
    const put = (token: string | null) => app.request('PUT', '/api/v1/tenants', { token });
    expect((await put(null)).status).toBe(401);
    expect((await put('of-bad-news')).status).toBe(401);
    expect((await put(app.settings.adminToken)).status).toBe(405);
  });

  it('a token in the query or the body is none', async () => {
    const { adminToken } = app.settings;
    const query = await app.request('GET', `/api/v1/tenants?access_token=${adminToken}`, { token: null });
    expect(query.status).toBe(401);
    const body = new URLSearchParams({ access_token: adminToken });
    expect((await app.request('POST', '/api/v1/tenants', { token: null, body })).status).not.toBe(201);
  });
});

describe('a body', () => {
  it('is not read before it is known that its sender may send it', async () => {
    const { alias } = await createTenant(app);
    const [viewer, other] = [
      await createToken(app, 'viewer', alias),
      await createToken(app, 'admin', (await createTenant(app)).alias),
    ];
    const headers = { 'content-type': 'application/json' };
    const statusOf = async (method: string, path: string, token: string) =>
      (await app.request(method, `/api/v1/tenants${path}`, { token, headers, body: 'no JSON' })).status;
    expect(await statusOf('POST', '', 'of-bad-news')).toBe(401);
    for (const token of [viewer, other]) {
      expect(await statusOf('POST', '', token)).toBe(403);
      expect(await statusOf('PATCH', `/${alias}`, token)).toBe(403);
      expect(await statusOf('PUT', `/${alias}/idp`, token)).toBe(403);
    }
    expect(await statusOf('PATCH', `/${alias}`, app.settings.adminToken)).toBe(400);
    expect(await statusOf('PATCH', '/nobody', app.settings.adminToken)).toBe(404);
  });
});

describe('roles', () => {
  const tenantBody = () => ({ displayName: 'New' });

  it.each<
    [string, string, object | undefined, { admin: number; viewer: number; own: number; ownViewer: number }]
  >([
    ['GET', '/tenants', undefined, { admin: 200, viewer: 200, own: 403, ownViewer: 403 }],
    ['POST', '/tenants', { alias: '-' }, { admin: 400, viewer: 403, own: 403, ownViewer: 403 }],
    ['GET', '/tenants/:own', undefined, { admin: 200, viewer: 200, own: 200, ownViewer: 200 }],
    ['PATCH', '/tenants/:own', tenantBody(), { admin: 200, viewer: 403, own: 200, ownViewer: 403 }],
    ['GET', '/tenants/:own/audit-events', undefined, { admin: 200, viewer: 200, own: 200, ownViewer: 200 }],
    [
      'GET',
      '/tenants/:own/audit-events:verify',
      undefined,
      { admin: 200, viewer: 200, own: 200, ownViewer: 200 },
    ],
    ['GET', '/audit-events:verify', undefined, { admin: 200, viewer: 200, own: 403, ownViewer: 403 }],
    ['GET', '/deleted-tenants', undefined, { admin: 200, viewer: 200, own: 403, ownViewer: 403 }],
    ['GET', '/dashboard', undefined, { admin: 200, viewer: 200, own: 403, ownViewer: 403 }],
    ['GET', '/tenants/:own/dashboard', undefined, { admin: 200, viewer: 200, own: 200, ownViewer: 200 }],
    ['GET', '/api-tokens', undefined, { admin: 200, viewer: 200, own: 403, ownViewer: 403 }],
    ['POST', '/api-tokens', {}, { admin: 400, viewer: 403, own: 403, ownViewer: 403 }],
    ['DELETE', '/api-tokens/none', undefined, { admin: 404, viewer: 403, own: 403, ownViewer: 403 }],
  ])('%s %s', async (method, path, body, expected) => {
    const { alias } = await createTenant(app);
    const tokens = {
      admin: await createToken(app, 'admin'),
      viewer: await createToken(app, 'viewer'),
      own: await createToken(app, 'admin', alias),
      ownViewer: await createToken(app, 'viewer', alias),
    };
    for (const [name, token] of Object.entries(tokens)) {
      const response = await app.request(method, `/api/v1${path.replace(':own', alias)}`, { token, body });
      expect([name, response.status]).toEqual([name, expected[name as keyof typeof expected]]);
      if (response.status !== 403) continue;
      expect(response.body).toMatchObject({ code: 'auth.forbidden' });
      expect(response.headers['www-authenticate']).toMatch(/error="insufficient_scope"/);
    }
  });

  it("lets a tenant's admin delete its own tenant, and a viewer not", async () => {
    const { alias } = await createTenant(app);
    const [admin, viewer] = [await createToken(app, 'admin', alias), await createToken(app, 'viewer', alias)];
    expect((await app.request('DELETE', `/api/v1/tenants/${alias}`, { token: viewer })).status).toBe(403);
    expect((await app.request('DELETE', `/api/v1/tenants/${alias}`, { token: admin })).status).toBe(204);
  });
});

describe('failed authentications', () => {
  it('are braked by address, only for a while, and never hold back a good token', async () => {
    const braked = await startApp({ rateLimitFactor: 0.05 }, app);
    const guess = () => braked.request('GET', '/api/v1/tenants', { token: 'guess' });
    const answers = [await guess(), await guess(), await guess(), await guess()];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(answers[3]?.body).toMatchObject({ code: 'request.rate_limited' });
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await braked.request('GET', '/api/v1/tenants')).status).toBe(200);
    app.clock.advance(60);
    expect((await guess()).status).toBe(401);
    app.clock.reset();
    await braked.close();
  });

  it('do not count requests without a token, nor good ones', async () => {
    const braked = await startApp({ rateLimitFactor: 0.05 }, app);
    const statuses: number[] = [];
    for (const token of [null, undefined, null, undefined, null, undefined, null, undefined]) {
      statuses.push((await braked.request('GET', '/api/v1/tenants?limit=1', { token })).status);
    }
    expect(statuses).toEqual([401, 200, 401, 200, 401, 200, 401, 200]);
    await braked.close();
  });
});

interface Handler {
  readonly name: string;
  readonly isPublic: boolean;
  readonly requires: string | undefined;
}

/** Every handler of every controller that the service registers. */
function handlersOf({ nest }: TestApp): Handler[] {
  const controllers = [...nest.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    return names.flatMap((name) => {
      const handler = prototype[name] as object;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const read = (key: string): unknown =>
        Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, metatype);
      const requires = read(REQUIRED_ROLE) as string | undefined;
      return [{ name: `${metatype.name}.${name}`, isPublic: read(PUBLIC) === true, requires }];
    });
  });
}

describe('every route', () => {
  it('says who may call it, in one way', () => {
    const handlers = handlersOf(app);
    expect(handlers.length).toBeGreaterThan(8);
    const unclear = handlers.filter(({ isPublic, requires }) => isPublic === (requires !== undefined));
    expect(unclear).toEqual([]);
  });

  it('that is open to everyone is one of these', () => {
    // Of the console's own pages `test/console/pages.spec.ts` says who may see them.
    const guarded = /^\/(api\/v1\/|admin(\/|$))/;
    const open = routes.filter(({ method, url }) => method !== 'HEAD' && !guarded.test(url));
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(OPEN_ROUTES);
  });

  /** As the router has them, whoever added them. */
  const apiRoutes = () => routes.filter(({ url }) => url.startsWith('/api/v1/'));
  const pathIn = ({ url }: Route, alias: string) =>
    url.replace(':alias', alias).replaceAll(/(?<=\/):\w+/g, 'nobody');

  it('below the API asks for a token, and for a good one', async () => {
    const { alias } = await createTenant(app);
    for (const route of apiRoutes()) {
      for (const token of [null, 'of-bad-news']) {
        const { status } = await app.request(route.method, pathIn(route, alias), { token });
        expect([route, token, status]).toEqual([route, token, 401]);
      }
    }
  });

  it('that changes something is closed to viewers', async () => {
    const { alias } = await createTenant(app);
    const viewers = [await createToken(app, 'viewer'), await createToken(app, 'viewer', alias)];
    const changing = apiRoutes().filter(
      ({ method, url }) => !['GET', 'HEAD'].includes(method) && !ASKING.includes(`${method} ${url}`),
    );
    expect(changing.length).toBeGreaterThan(8);
    for (const route of changing) {
      for (const token of viewers) {
        const { status } = await app.request(route.method, pathIn(route, alias), { token });
        expect([route, status]).toEqual([route, 403]);
      }
    }
  });

  it("is closed to another tenant's admin", async () => {
    const { alias } = await createTenant(app);
    const token = await createToken(app, 'admin', (await createTenant(app)).alias);
    for (const route of apiRoutes()) {
      const { status } = await app.request(route.method, pathIn(route, alias), { token });
      expect([route, status]).toEqual([route, 403]);
    }
  });
});

/** They change nothing, which tests of their own hold. */
const ASKING = ['POST /api/v1/tenants/:alias/refused-logins/:requestId/check'];

/** Whoever adds one here opens it to the world. */
const OPEN_ROUTES = [
  'GET /',
  'GET /console',
  'GET /docs',
  'GET /docs/:file',
  'GET /favicon.ico',
  'GET /favicon.svg',
  'GET /healthz',
  'GET /metrics',
  'GET /openapi.json',
  'GET /readyz',
  'GET /saml/:alias/login',
  'GET /saml/:alias/metadata',
  'GET /saml/:alias/slo',
  'GET /saml/:alias/test-login',
  'GET /session',
  'POST /logout',
  'POST /saml/:alias/acs',
  'POST /saml/:alias/slo',
  'POST /saml/:alias/test-login',
];
