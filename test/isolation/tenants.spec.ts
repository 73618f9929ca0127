import { createTenant, createToken, randomAlias, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
let own: Tenant;
let other: Tenant;
beforeAll(async () => {
  app = await startApp();
  own = await createTenant(app);
  other = await createTenant(app, { displayName: 'Theirs' });
});
afterAll(() => app.close());

const ROUTES: [string, string, object | undefined][] = [
  ['GET', '', undefined],
  ['PATCH', '', { displayName: 'Mine now' }],
  ['DELETE', '', undefined],
  ['GET', '/audit-events', undefined],
  ['GET', '/audit-events:verify', undefined],
];

describe.each(['admin', 'viewer'] as const)("a tenant's %s token", (role) => {
  it.each(ROUTES)('%s of another tenant%s is 403, whether it exists or not', async (method, rest, body) => {
    const token = await createToken(app, role, own.alias);
    const answers = [];
    for (const alias of [other.alias, randomAlias(), own.alias.toUpperCase(), 'x']) {
      const response = await app.request(method, `/api/v1/tenants/${alias}${rest}`, { token, body });
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({ code: 'auth.forbidden' });
      answers.push({ ...(response.body as object), requestId: '' });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const still = await app.request('GET', `/api/v1/tenants/${other.alias}`);
    expect(still.body).toMatchObject({ displayName: 'Theirs' });
  });

  it('is 403 on what is of all tenants', async () => {
    const token = await createToken(app, role, own.alias);
    for (const [method, path] of [
      ['GET', '/api/v1/tenants'],
      ['POST', '/api/v1/tenants'],
    ] as const) {
      const body = method === 'POST' ? { alias: randomAlias() } : undefined;
      expect((await app.request(method, path, { token, body })).status).toBe(403);
    }
  });

  it("reads its own tenant's trail, and nothing of another's is in it", async () => {
    const token = await createToken(app, role, own.alias);
    const response = await app.request('GET', `/api/v1/tenants/${own.alias}/audit-events?limit=500`, {
      token,
    });
    expect(response.status).toBe(200);
    expect(response.text).toContain(own.alias);
    expect(response.text).not.toContain(other.alias);
  });
});

describe('audit events', () => {
  it("are not reached by a cursor of another tenant's list", async () => {
    const [mine, theirs] = [await createTenant(app), await createTenant(app)];
    for (const displayName of ['1', '2', '3']) {
      await app.request('PATCH', `/api/v1/tenants/${theirs.alias}`, { body: { displayName } });
    }
    const page = await app.request('GET', `/api/v1/tenants/${theirs.alias}/audit-events?limit=1`);
    const { nextCursor } = page.body as { nextCursor: string };
    const token = await createToken(app, 'viewer', mine.alias);
    const response = await app.request(
      'GET',
      `/api/v1/tenants/${mine.alias}/audit-events?cursor=${nextCursor}`,
      { token },
    );
    expect(response.text).not.toContain(theirs.alias);
  });
});

describe('SP keys', () => {
  it('are of one tenant each', async () => {
    const certificates = async ({ alias }: Tenant) => {
      const { text } = await app.request('GET', `/saml/${alias}/metadata`);
      return [...text.matchAll(/X509Certificate>([^<]+)</g)].map(([, certificate]) => certificate);
    };
    const saml = { assertionEncryption: 'optional' };
    const [mine, theirs] = [await createTenant(app, { saml }), await createTenant(app, { saml })];
    const all = [...(await certificates(mine)), ...(await certificates(theirs))];
    expect(all).toHaveLength(4);
    expect(new Set(all).size).toBe(4);
  });
});
