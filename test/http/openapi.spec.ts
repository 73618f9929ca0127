import { Validator } from '@seriousme/openapi-schema-validator';
import { codes } from '../../src/http/codes';
import { startApp, type TestApp } from '../support/app';

interface OpenApi {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, { properties?: Record<string, { enum?: string[] }> }>;
  };
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
  }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: unknown }> }>;
  readonly security?: unknown;
  readonly requestBody?: { readonly content: Record<string, unknown> };
}

/** The contract's calls, and what is beside them. */
const PATHS = {
  '/api/v1/tenants': ['get', 'post'],
  '/api/v1/tenants/{alias}': ['delete', 'get', 'patch'],
  '/api/v1/tenants/{alias}/dashboard': ['get'],
  '/api/v1/tenants/{alias}/idp': ['delete', 'get', 'put'],
  '/api/v1/tenants/{alias}/idp/health': ['get'],
  '/api/v1/tenants/{alias}/idp/metadata': ['get'],
  '/api/v1/tenants/{alias}/idp/refresh': ['post'],
  '/api/v1/tenants/{alias}/idp/test-login': ['get', 'post'],
  '/api/v1/tenants/{alias}/idp/versions': ['get'],
  '/api/v1/tenants/{alias}/idp/versions/{number}/metadata': ['get'],
  '/api/v1/tenants/{alias}/idp/versions/{number}/restore': ['post'],
  '/api/v1/tenants/{alias}/setup-links': ['get', 'post'],
  '/api/v1/tenants/{alias}/setup-links/{id}': ['delete'],
  '/api/v1/tenants/{alias}/sp/keys': ['get', 'post'],
  '/api/v1/tenants/{alias}/sp/keys/{id}': ['delete', 'get'],
  '/api/v1/tenants/{alias}/sp/keys/{id}/promote': ['post'],
  '/api/v1/tenants/{alias}/sp/setup/{product}': ['get'],
  '/api/v1/tenants/{alias}/sso/readiness': ['get'],
  '/api/v1/tenants/{alias}/sso/trial': ['delete', 'get', 'post'],
  '/api/v1/tenants/{alias}/users': ['get', 'post'],
  '/api/v1/tenants/{alias}/users:export': ['get'],
  '/api/v1/tenants/{alias}/users:import': ['post'],
  '/api/v1/tenants/{alias}/users/{userName}': ['delete', 'get', 'patch'],
  '/api/v1/tenants/{alias}/users/{userName}/sessions': ['delete'],
  '/api/v1/tenants/{alias}/sessions': ['get'],
  '/api/v1/tenants/{alias}/audit-events': ['get'],
  '/api/v1/audit-events': ['get'],
  '/api/v1/tenants/{alias}/audit-events:verify': ['get'],
  '/api/v1/audit-events:verify': ['get'],
  '/api/v1/deleted-tenants': ['get'],
  '/api/v1/tenants/{alias}/refused-logins': ['get'],
  '/api/v1/tenants/{alias}/unmatched-people': ['get'],
  '/api/v1/tenants/{alias}/unmatched-people/{id}': ['delete'],
  '/api/v1/tenants/{alias}/refused-logins/{requestId}': ['delete', 'get'],
  '/api/v1/tenants/{alias}/refused-logins/{requestId}/check': ['post'],
  '/api/v1/tenants/{alias}/webhooks': ['get', 'post'],
  '/api/v1/tenants/{alias}/webhooks/{id}': ['delete', 'get', 'patch'],
  '/api/v1/tenants/{alias}/webhooks/{id}/deliveries': ['get'],
  '/api/v1/tenants/{alias}/webhooks/{id}/deliveries/{deliveryId}/retry': ['post'],
  '/api/v1/tenants/{alias}/webhooks/{id}/rotate-secret': ['post'],
  '/api/v1/tenants/{alias}/webhooks/{id}/test': ['post'],
  '/api/v1/dashboard': ['get'],
  '/api/v1/webhooks': ['get', 'post'],
  '/api/v1/webhooks/{id}': ['delete', 'get', 'patch'],
  '/api/v1/webhooks/{id}/deliveries': ['get'],
  '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry': ['post'],
  '/api/v1/webhooks/{id}/rotate-secret': ['post'],
  '/api/v1/webhooks/{id}/test': ['post'],
  '/api/v1/api-tokens': ['get', 'post'],
  '/api/v1/api-tokens/{id}': ['delete'],
  '/healthz': ['get'],
  '/readyz': ['get'],
  '/metrics': ['get'],
  '/session': ['get'],
  '/logout': ['post'],
  '/saml/{alias}/metadata': ['get'],
  '/saml/{alias}/login': ['get'],
  '/saml/{alias}/acs': ['post'],
  '/saml/{alias}/test-login': ['get', 'post'],
  '/saml/{alias}/slo': ['get', 'post'],
};

describe('the API’s documentation', () => {
  let app: TestApp;
  let document: OpenApi;
  beforeAll(async () => {
    app = await startApp();
    document = (await app.request('GET', '/openapi.json')).body as OpenApi;
  });
  afterAll(() => app.close());

  const operations = (): [string, string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    );

  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result.errors ?? []).toEqual([]);
    expect([result.valid, document.openapi]).toEqual([true, '3.1.0']);
  });

  it('names every code of the contract', () => {
    expect(document.components.schemas.Problem?.properties?.code?.enum).toEqual(Object.keys(codes));
  });

  it('has every call of the contract', () => {
    const found = Object.fromEntries(
      Object.entries(document.paths).map(([path, item]) => [path, Object.keys(item).sort()]),
    );
    expect(found).toMatchObject(PATHS);
  });

  it('says how each call of the API can be refused, and asks for a token', () => {
    for (const [path, , operation] of operations().filter(([path]) => path.startsWith('/api/v1/'))) {
      expect(operation.security).toEqual([{ bearer: [] }]);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(['401', '403', '429', '500', '503']),
      );
      if (path.includes('{alias}')) expect(operation.responses).toHaveProperty('404');
      // A path can hold what no name is, such as %00.
      if (path.includes('{')) expect(operation.responses).toHaveProperty('400');
    }
  });

  it('takes an Idempotency-Key wherever something is made, and nowhere else', () => {
    for (const [path, method, { parameters, responses }] of operations()) {
      const hasKey = parameters.some(({ name }) => name === 'Idempotency-Key');
      expect([method, path, hasKey]).toEqual([method, path, method === 'post' && '201' in responses]);
      if (hasKey) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '409']));
    }
  });

  it('says where a browser is sent on, and how it can be refused', () => {
    const statuses = (path: string) => Object.keys(document.paths[path]?.get?.responses ?? {});
    expect(statuses('/')).toEqual(expect.arrayContaining(['200', '303', '404', '429']));
    expect(statuses('/console')).toEqual(expect.arrayContaining(['200', '303', '403', '429']));
  });

  it('gives each call of the API a body where it succeeds, unless it has none', () => {
    const silent = operations()
      .filter(([path]) => path.startsWith('/api/v1/'))
      .filter(([, , { responses }]) => !responses['204'] && !(responses['200'] ?? responses['201'])?.content)
      .map(([path, method]) => `${method} ${path}`);
    expect(silent).toEqual([]);
  });

  it('gives each call an operation id of its own, and names each part of its path', () => {
    const ids = operations().map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, , { parameters }] of operations()) {
      const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(named.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    }
  });

  it('says what each call does, what each part of its path is, and lists it under a heading', () => {
    const headings = document.tags.map(({ name }) => name);
    const mute = operations().filter(
      ([, , { summary, tags, parameters }]) =>
        !summary ||
        !tags.every((tag) => headings.includes(tag)) ||
        parameters.some((parameter) => parameter.in === 'path' && !parameter.description),
    );
    expect(mute.map(([path, method]) => `${method} ${path}`)).toEqual([]);
  });

  it('has a page to try it, all from here', async () => {
    const page = await app.request('GET', '/docs');
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect((await app.request('GET', file)).status).toBe(200);
    expect((await app.request('GET', '/docs/package.json')).status).toBe(404);
    expect((await app.request('GET', '/docs/constructor')).status).toBe(404);
  });
});
