import { randomUUID } from 'node:crypto';
import { Sweeper } from '../../src/database/sweeper';
import { EXAMPLE_METADATA } from '../../src/idp-trust/example-metadata';
import { codeOf, createTenant, createToken, randomAlias } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

const DAY_SECONDS = 24 * 3600;

/** What creates, and where what it made is listed or seen. */
const CREATIONS: Readonly<Record<string, { path: string; body?: () => object; seen: string }>> = {
  'a tenant': {
    path: '/api/v1/tenants',
    body: () => ({ alias: randomAlias() }),
    seen: '/api/v1/tenants?limit=500',
  },
  'an API token': {
    path: '/api/v1/api-tokens',
    body: () => ({ name: 'ci', role: 'viewer' }),
    seen: '/api/v1/api-tokens?limit=500',
  },
  'a webhook of the platform': {
    path: '/api/v1/webhooks',
    body: () => ({ url: 'https://hook.example/' }),
    seen: '/api/v1/webhooks',
  },
  'a RAM user': { path: '{tenant}/users', body: () => ({ userName: 'alice' }), seen: '{tenant}/users' },
  'a webhook': {
    path: '{tenant}/webhooks',
    body: () => ({ url: 'https://hook.example/' }),
    seen: '{tenant}/webhooks',
  },
  'an SP key': { path: '{tenant}/sp/keys', body: () => ({ purpose: 'signing' }), seen: '{tenant}/sp/keys' },
  'a test link': {
    path: '{tenant}/idp/test-login',
    seen: '{tenant}/audit-events?type=idp.test_login_created',
  },
  'a trial of SSO': { path: '{tenant}/sso/trial', seen: '{tenant}/audit-events?type=sso.trial_started' },
};

describe('a request that creates, sent again with its Idempotency-Key', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  afterEach(() => {
    app.clock.reset();
  });

  const post = (path: string, body: object | undefined, key: string, token?: string): Promise<TestResponse> =>
    app.request('POST', path, { body, token, headers: { 'idempotency-key': key } });
  const count = async (path: string) =>
    ((await app.request('GET', path)).body as { items: unknown[] }).items.length;

  it.each(Object.entries(CREATIONS))(
    'is answered with the same, and makes %s once',
    async (_, { path, body, seen }) => {
      const { alias } = await createTenant(app, { ssoEnabled: false });
      await app.request('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataXml: EXAMPLE_METADATA } });
      const inTenant = (template: string) => template.replace('{tenant}', `/api/v1/tenants/${alias}`);
      const [key, sent] = [randomUUID(), body?.()];
      const before = await count(inTenant(seen));
      const first = await post(inTenant(path), sent, key);
      const made = await count(inTenant(seen));
      const again = await post(inTenant(path), sent, key);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.text).toBe(first.text);
      expect([again.headers.location, again.headers.etag]).toEqual([
        first.headers.location,
        first.headers.etag,
      ]);
      expect(made).toBeGreaterThan(before);
      expect(await count(inTenant(seen))).toBe(made);
      expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([
        undefined,
        'true',
      ]);
    },
  );

  it('stands for a day, and is swept after it', async () => {
    const [key, name] = [randomUUID(), `day-${randomUUID()}`];
    const token = { name, role: 'viewer' };
    app.clock.set(new Date());
    const first = await post('/api/v1/api-tokens', token, key);
    app.clock.advance(DAY_SECONDS - 1);
    expect((await post('/api/v1/api-tokens', token, key)).text).toBe(first.text);
    app.clock.advance(1);
    const second = await post('/api/v1/api-tokens', token, key);
    expect([second.status, second.text === first.text]).toEqual([201, false]);
    expect((await post('/api/v1/api-tokens', token, key)).text).toBe(second.text);
    app.clock.advance(DAY_SECONDS);
    await app.nest.get(Sweeper).sweepAll();
    expect(await rows()).toBe(0);
  });

  const rows = async (): Promise<number> => {
    const [row] = await app.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM idempotency_keys',
    );
    return row?.n ?? -1;
  };

  it('is a conflict with another body, and on another path', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}`;
    const key = randomUUID();
    await post(`${path}/users`, { userName: 'alice' }, key);
    const others = [
      await post(`${path}/users`, { userName: 'bob' }, key),
      await post(`${path}/users?a=b`, { userName: 'alice' }, key),
      await post(`${path}/webhooks`, { url: 'https://hook.example/' }, key),
    ];
    expect(others.map((answer) => [answer.status, codeOf(answer)])).toEqual(Array(3).fill([409, 'conflict']));
    expect(others.map(({ headers }) => headers['retry-after'])).toEqual([undefined, undefined, undefined]);
    expect([await count(`${path}/users`), await count(`${path}/webhooks`)]).toEqual([1, 0]);
  });

  it('is another one in another tenant, and of another caller', async () => {
    const [a, b] = [await createTenant(app), await createTenant(app)];
    const key = randomUUID();
    const tokenOfA = await createToken(app, 'admin', a.alias);
    const first = await post(`/api/v1/tenants/${a.alias}/users`, { userName: 'alice' }, key);
    const inB = await post(`/api/v1/tenants/${b.alias}/users`, { userName: 'alice' }, key);
    const byAnother = await post(`/api/v1/tenants/${a.alias}/users`, { userName: 'alice' }, key, tokenOfA);
    expect([first.status, inB.status, inB.text === first.text]).toEqual([201, 201, false]);
    // Not its own answer but the tenant's: the name is taken.
    expect([byAnother.status, codeOf(byAnother)]).toEqual([409, 'conflict']);
  });

  it('shows a secret to nobody who may not ask', async () => {
    const { alias } = await createTenant(app);
    const viewer = await createToken(app, 'viewer', alias);
    const key = randomUUID();
    const hook = { url: 'https://hook.example/' };
    await post(`/api/v1/tenants/${alias}/webhooks`, hook, key);
    const refused = await post(`/api/v1/tenants/${alias}/webhooks`, hook, key, viewer);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'auth.forbidden']);
  });

  it('is done anew where it was refused: a refusal has done nothing', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}/users`;
    const key = randomUUID();
    expect((await post(path, { userName: 'no blanks' }, key)).status).toBe(400);
    expect((await post(path, { userName: 'alice' }, key)).status).toBe(201);
    const taken = randomUUID();
    expect((await post(path, { userName: 'alice' }, taken)).status).toBe(409);
    await app.request('DELETE', `${path}/alice`);
    expect((await post(path, { userName: 'alice' }, taken)).status).toBe(201);
  });

  it.each(['', ' ', 'with space', 'ä', 'x'.repeat(256)])('is refused with the key %j', async (key) => {
    const refused = await post('/api/v1/api-tokens', { name: 'ci', role: 'viewer' }, key);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'request.invalid']);
    expect(refused.body).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] });
  });

  it('may have a key of 255 characters', async () => {
    const answer = await post('/api/v1/api-tokens', { name: 'ci', role: 'viewer' }, '~'.repeat(255));
    expect(answer.status).toBe(201);
  });

  it('does not come back with a tenant that was deleted and made again', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}/users`;
    const key = randomUUID();
    const first = await post(path, { userName: 'alice' }, key);
    const before = await rows();
    await app.request('DELETE', `/api/v1/tenants/${alias}`);
    expect(await rows()).toBe(before - 1);
    await createTenant(app, { alias });
    const second = await post(path, { userName: 'alice' }, key);
    expect([second.status, second.text === first.text]).toEqual([201, false]);
  });

  it('says nothing in the database of what was made', async () => {
    const key = `key-${randomUUID()}`;
    const answer = await post('/api/v1/api-tokens', { name: 'sealed', role: 'viewer' }, key);
    const { secret } = answer.body as { secret: string };
    const stored = await app.dataSource.query<{ row: string }[]>(
      `SELECT encode(id, 'escape') || encode(request_hash, 'escape') || encode(sealed_answer, 'escape') AS row FROM idempotency_keys`,
    );
    const text = JSON.stringify(stored);
    expect(stored.length).toBeGreaterThan(0);
    for (const hidden of [secret, key, 'sealed']) expect(text).not.toContain(hidden);
  });
});
