import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

const PATH = '/api/v1/api-tokens';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface CreatedToken {
  readonly id: string;
  readonly secret: string;
}

const create = (body: object) =>
  app.request('POST', PATH, { body: { name: 'test', role: 'admin', ...body } });
const created = async (body: object = {}) => (await create(body)).body as CreatedToken;
const inOneHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function findListed(id: string): Promise<unknown> {
  const before = Buffer.from(id.replace(/.$/, '0')).toString('base64url');
  const first = id.endsWith('0') ? undefined : before;
  const response = await app.request('GET', `${PATH}?limit=500${first ? `&cursor=${first}` : ''}`);
  return (response.body as { items: { id: string }[] }).items.find((item) => item.id === id);
}

describe('POST /api-tokens', () => {
  it("makes a platform's token, and shows its secret", async () => {
    const response = await create({ name: 'provisioning', role: 'viewer' });
    expect(response.status).toBe(201);
    const { id, secret } = response.body as CreatedToken;
    expect(response.headers.location).toBe(`${PATH}/${id}`);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const shown = {
      id,
      name: 'provisioning',
      tenant: null,
      role: 'viewer',
      expiresAt: null,
      lastUsedAt: null,
    };
    expect(response.body).toEqual({ ...shown, secret, createdAt: expect.any(String) as string });
  });

  it("makes a tenant's token with an expiry", async () => {
    const { alias } = await createTenant(app);
    const expiresAt = inOneHour();
    const response = await create({ tenant: alias, expiresAt });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ tenant: alias, role: 'admin', expiresAt });
  });

  it('keeps the hash of the secret alone', async () => {
    const { id, secret } = await created();
    const rows: unknown = await app.dataSource.query('SELECT * FROM api_tokens WHERE id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(await findListed(id))).not.toContain('secret');
    const events: unknown = await app.dataSource.query(
      'SELECT * FROM audit_events WHERE details ->> $1 = $2',
      ['id', id],
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  it('answers 404 for a tenant that there is not', async () => {
    for (const tenant of ['nobody-here', 'NO ALIAS']) {
      const response = await create({ tenant });
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'tenant.not_found' });
    }
  });

  it.each<[string, object]>([
    ['name', { name: undefined }],
    ['name', { name: '' }],
    ['name', { name: 'a\nb' }],
    ['name', { name: 'a'.repeat(129) }],
    ['role', { role: undefined }],
    ['role', { role: 'owner' }],
    ['role', { role: null }],
    ['tenant', { tenant: '' }],
    ['tenant', { tenant: 7 }],
    ['expiresAt', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['expiresAt', { expiresAt: '2999-01-01' }],
    ['expiresAt', { expiresAt: 32503680000 }],
    ['secret', { secret: 'a-secret-of-my-own' }],
  ])('refuses a wrong %s: %j', async (field, body) => {
    const response = await create(body);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
  });
});

describe('GET /api-tokens', () => {
  it('shows each token without its secret', async () => {
    const token = await created({ name: 'listed' });
    expect({ ...((await findListed(token.id)) as object), secret: token.secret }).toEqual(token);
    expect(await findListed(token.id)).not.toHaveProperty('secret');
  });

  it('pages by cursor', async () => {
    const { id: first } = await created();
    const { id: second } = await created();
    const { id: third } = await created();
    const cursor = Buffer.from(first).toString('base64url');
    const page = (await app.request('GET', `${PATH}?limit=1&cursor=${cursor}`)).body;
    expect(page).toMatchObject({ items: [{ id: second }], nextCursor: expect.any(String) as string });
    const next = (page as { nextCursor: string }).nextCursor;
    const { body } = await app.request('GET', `${PATH}?limit=1&cursor=${next}`);
    expect(body).toMatchObject({ items: [{ id: third }] });
  });

  it('refuses a cursor that is none', async () => {
    const cursor = Buffer.from('not an id').toString('base64url');
    const response = await app.request('GET', `${PATH}?cursor=${cursor}`);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'cursor' }] });
  });
});

describe('DELETE /api-tokens/{id}', () => {
  it('answers 204, then 404', async () => {
    const { id } = await created();
    expect((await app.request('DELETE', `${PATH}/${id}`)).status).toBe(204);
    const again = await app.request('DELETE', `${PATH}/${id}`);
    expect(again.status).toBe(404);
    expect(again.body).toMatchObject({ code: 'not_found' });
  });

  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', 'no-uuid', '%27'])('answers 404 for %s', async (id) => {
    const response = await app.request('DELETE', `${PATH}/${id}`);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'not_found' });
  });

  it('honours If-Match', async () => {
    const token = await create({});
    const { id } = token.body as CreatedToken;
    const remove = (tag: string) => app.request('DELETE', `${PATH}/${id}`, { headers: { 'if-match': tag } });
    expect((await remove('"other"')).status).toBe(412);
    expect((await remove(String(token.headers.etag))).status).toBe(204);
  });
});

describe('a token', () => {
  const use = (token: string): Promise<TestResponse> =>
    app.request('GET', '/api/v1/tenants?limit=1', { token });

  it('is refused from the moment that its deletion is answered, on every node', async () => {
    const { id, secret } = await created();
    const other = await startApp({}, app);
    expect((await use(secret)).status).toBe(200);
    await app.request('DELETE', `${PATH}/${id}`);
    expect((await use(secret)).status).toBe(401);
    expect((await other.request('GET', '/api/v1/tenants', { token: secret })).status).toBe(401);
    await other.close();
  });

  it('is refused once it has expired', async () => {
    const { id, secret } = await created({ expiresAt: inOneHour() });
    expect((await use(secret)).status).toBe(200);
    await app.dataSource.query(`UPDATE api_tokens SET expires_at = now() WHERE id = $1`, [id]);
    const response = await use(secret);
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/);
  });

  it('goes with its tenant', async () => {
    const { alias } = await createTenant(app);
    const secret = await createToken(app, 'viewer', alias);
    await app.request('DELETE', `/api/v1/tenants/${alias}`);
    expect((await app.request('GET', `/api/v1/tenants/${alias}`, { token: secret })).status).toBe(401);
  });

  it('has its last use noted, at most once a minute', async () => {
    const { id, secret } = await created();
    const lastUse = async () => ((await findListed(id)) as { lastUsedAt: string | null }).lastUsedAt;
    expect(await lastUse()).toBeNull();
    await use(secret);
    await eventually(async () => (await lastUse()) !== null);
    const noted = await lastUse();
    await use(secret);
    expect(await lastUse()).toBe(noted);
    await app.dataSource.query(
      `UPDATE api_tokens SET last_used_at = now() - interval '61 seconds' WHERE id = $1`,
      [id],
    );
    await use(secret);
    await eventually(async () => ((await lastUse()) ?? '') > (noted ?? ''));
  });

  it('leaves events in the trail of its tenant', async () => {
    const { alias } = await createTenant(app);
    const { id } = await created({ name: 'audited', tenant: alias });
    await app.request('DELETE', `${PATH}/${id}`);
    const { body } = await app.request('GET', `/api/v1/tenants/${alias}/audit-events`);
    const details = { id, name: 'audited', role: 'admin' };
    expect((body as { items: unknown[] }).items.slice(0, 2)).toMatchObject([
      { type: 'api_token.deleted', actor: 'platform', outcome: 'success', details },
      { type: 'api_token.created', actor: 'platform', outcome: 'success', details },
    ]);
  });

  it('is named as the actor of what it does', async () => {
    const { id, secret } = await created();
    const tenant = await createTenant(app);
    await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, {
      body: { displayName: 'New' },
      token: secret,
    });
    const { body } = await app.request(
      'GET',
      `/api/v1/tenants/${tenant.alias}/audit-events?type=tenant.updated`,
    );
    expect(body).toMatchObject({ items: [{ actor: `api-token:${id}` }] });
  });
});

/** Asks again until it is so; the test's own time limit ends it. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
