import { codeOf, createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { createWebhook, webhooksPath } from '../support/webhook-receiver';

const URL_OF_B = 'https://b.example/hook';

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string } | undefined)?.code];
const fieldsOf = ({ body }: TestResponse) =>
  (body as { errors: { field: string }[] }).errors.map(({ field }) => field);
const auditTrail = async () => {
  const response = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events`);
  return (response.body as { items: { type: string; details: unknown }[] }).items;
};

describe.each(['a tenant', 'the platform'])('a webhook of %s', (owner) => {
  const path = () => webhooksPath(owner === 'a tenant' ? tenant.alias : null);
  const make = (body: object = {}) =>
    createWebhook(app, owner === 'a tenant' ? tenant.alias : null, {
      url: 'https://a.example/hook?key=1',
      ...body,
    });
  afterEach(async () => {
    const { body } = await app.request('GET', path());
    for (const { id } of (body as { items: { id: string }[] }).items)
      await app.request('DELETE', `${path()}/${id}`);
  });

  it('is made, and shows its secret this once', async () => {
    const response = await app.request('POST', path(), {
      body: { url: 'HTTPS://A.example:443/hook', eventTypes: ['idp.updated', 'idp.updated'] },
    });
    const { id, secret, ...rest } = response.body as { id: string; secret: string; createdAt: string };
    expect(response.status).toBe(201);
    expect(response.headers.location).toBe(`${path()}/${id}`);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { createdAt } = rest;
    expect(rest).toEqual({
      url: 'https://a.example/hook',
      description: null,
      eventTypes: ['idp.updated'],
      enabled: true,
      lastDeliveredAt: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      updatedAt: createdAt,
    });
    const found = await app.request('GET', `${path()}/${id}`);
    expect(found.body).toEqual({ id, ...rest });
    expect(found.headers.etag).toBe(response.headers.etag);
    const listed = await app.request('GET', path());
    expect(listed.body).toEqual({ items: [{ id, ...rest }], nextCursor: null });
  });

  it('is changed by a patch, and by one that changes nothing not at all', async () => {
    const { path: one } = await make({ description: 'x', eventTypes: ['idp.deleted'], enabled: false });
    const before = await app.request('GET', one);
    const same = await app.request('PATCH', one, { body: { description: 'x', enabled: false } });
    expect([same.body, same.headers.etag]).toEqual([before.body, before.headers.etag]);
    const body = { url: URL_OF_B, description: null, eventTypes: null, enabled: null };
    const changed = await app.request('PATCH', one, { body });
    expect(changed.body).toMatchObject({ ...body, enabled: true });
    expect(changed.headers.etag).not.toBe(before.headers.etag);
    expect((await app.request('GET', one)).body).toEqual(changed.body);
  });

  it('is held to If-Match', async () => {
    const { path: one } = await make();
    const tag = async () => String((await app.request('GET', one)).headers.etag);
    const writes = [
      ['PATCH', one, 200],
      ['POST', `${one}/rotate-secret`, 200],
      ['DELETE', one, 204],
    ] as const;
    let stale = '"none"';
    for (const [method, path, status] of writes) {
      const current = await tag();
      const write = (etag: string) => {
        const body = method === 'PATCH' ? { description: 'new' } : undefined;
        return app.request(method, path, { body, headers: { 'if-match': etag } });
      };
      expect(outcome(await write(stale))).toEqual([412, 'precondition_failed']);
      expect((await write(`"other", ${current}`)).status).toBe(status);
      stale = current;
    }
  });

  it('is deleted once', async () => {
    const { path: one } = await make();
    expect((await app.request('DELETE', one)).status).toBe(204);
    for (const method of ['DELETE', 'GET', 'PATCH'])
      expect(outcome(await app.request(method, one, { body: method === 'PATCH' ? {} : undefined }))).toEqual([
        404,
        'not_found',
      ]);
    for (const action of ['rotate-secret', 'test'])
      expect(outcome(await app.request('POST', `${one}/${action}`))).toEqual([404, 'not_found']);
  });

  it('is one of ten at most, also where they are made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => app.request('POST', path(), { body: { url: URL_OF_B } })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409).map(codeOf)).toEqual(['conflict', 'conflict']);
    const page = await app.request('GET', `${path()}?limit=6`);
    const { items, nextCursor } = page.body as { items: unknown[]; nextCursor: string };
    const next = await app.request('GET', `${path()}?limit=6&cursor=${nextCursor}`);
    expect([items.length, (next.body as { items: unknown[] }).items.length]).toEqual([6, 4]);
  });
});

describe('what can not be registered', () => {
  it.each([
    ['no address', 'x'],
    ['an empty one', ''],
    ['another scheme', 'ftp://a.example/'],
    ['plain http', 'http://a.example/'],
    ['plain http to the loopback', 'http://127.0.0.1/'],
    ['a password', 'https://a:b@a.example/'],
    ['a user name', 'https://a@a.example/'],
    ['a fragment', 'https://a.example/#x'],
    ['one that is too long', `https://a.example/${'a'.repeat(2048)}`],
    ['one that is too long once it is written as usual', `https://a.example/${'ä'.repeat(1000)}`],
    ['the loopback', 'https://127.0.0.1/'],
    ['the loopback in other words', 'https://0x7f.1/'],
    ['the loopback of IPv6', 'https://[::1]/'],
    ['a private network', 'https://10.0.0.1/'],
    ["a cloud's metadata service", 'https://169.254.169.254/'],
    ['an address that is mapped', 'https://[::ffff:10.0.0.1]/'],
  ])('is %s', async (_, url) => {
    const path = webhooksPath(tenant.alias);
    const { path: one } = await createWebhook(app, tenant.alias, { url: URL_OF_B });
    for (const answer of [
      await app.request('POST', path, { body: { url } }),
      await app.request('PATCH', one, { body: { url } }),
    ]) {
      expect(outcome(answer)).toEqual([400, 'request.invalid']);
      expect(fieldsOf(answer)).toEqual(['url']);
    }
    expect((await app.request('GET', one)).body).toMatchObject({ url: URL_OF_B });
  });

  it.each<[string, object]>([
    ['description', { description: 'a\nb' }],
    ['description', { description: 'a'.repeat(201) }],
    ['eventTypes', { eventTypes: [] }],
    ['eventTypes', { eventTypes: 'idp.updated' }],
    ['eventTypes[1]', { eventTypes: ['idp.updated', 'login'] }],
    ['enabled', { enabled: 'yes' }],
    ['url', { url: null }],
    ['secret', { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
  ])('is a wrong %s', async (field, change) => {
    const { path: one } = await createWebhook(app, tenant.alias, { url: URL_OF_B });
    const body = { url: URL_OF_B, ...change };
    const answers = [
      await app.request('POST', webhooksPath(tenant.alias), { body }),
      await app.request('PATCH', one, { body }),
    ];
    for (const answer of answers) {
      expect(outcome(answer)).toEqual([400, 'request.invalid']);
      expect(fieldsOf(answer)).toEqual([field]);
    }
  });

  it('on a service that may reach private addresses, is http to others than those', async () => {
    const lenient = await startApp({ allowPrivateMetadataUrls: true }, app);
    const path = webhooksPath(tenant.alias);
    const statusOf = async (url: string) => (await lenient.request('POST', path, { body: { url } })).status;
    expect(await statusOf('http://127.0.0.1:1/')).toBe(201);
    expect(await statusOf('https://10.0.0.1/')).toBe(201);
    expect(await statusOf('http://8.8.8.8/')).toBe(400);
    expect(await statusOf('http://169.254.169.254/')).toBe(400);
    await lenient.close();
  });
});

describe('the audit trail', () => {
  it('tells who made, changed and deleted one, of its address no more than the origin', async () => {
    const { id, path } = await createWebhook(app, tenant.alias, { url: 'https://a.example/hook?key=k3y' });
    await app.request('PATCH', path, { body: { enabled: false, description: 'x' } });
    await app.request('PATCH', path, { body: { enabled: false } });
    await app.request('POST', `${path}/rotate-secret`);
    await app.request('DELETE', path);
    const events = (await auditTrail()).filter(({ type }) => type.startsWith('webhook.'));
    const origin = 'https://a.example';
    expect(events.map(({ type, details }) => [type, details])).toEqual([
      ['webhook.deleted', { id, origin }],
      ['webhook.updated', { id, origin, changed: ['secret'] }],
      ['webhook.updated', { id, origin, changed: ['description', 'enabled'] }],
      ['webhook.created', { id, origin, eventTypes: null, enabled: true }],
    ]);
    expect(JSON.stringify(events)).not.toContain('k3y');
  });
});

describe('a viewer', () => {
  it('sees them, without their secrets, and changes nothing', async () => {
    const url = 'https://hook.example/services/T0/k3y?token=s3cret';
    const { path, secret } = await createWebhook(app, tenant.alias, { url });
    expect((await app.request('GET', path)).body).toMatchObject({ url });
    for (const token of [await createToken(app, 'viewer', tenant.alias), await createToken(app, 'viewer')]) {
      const found = await app.request('GET', path, { token });
      const listed = await app.request('GET', webhooksPath(tenant.alias), { token });
      expect([found.status, listed.status]).toEqual([200, 200]);
      expect(found.text + listed.text).not.toContain(secret.slice('whsec_'.length));
      expect(found.body).toMatchObject({ url: 'https://hook.example' });
      expect(found.text + listed.text).not.toMatch(/k3y|s3cret/);
      const answers = [
        await app.request('POST', webhooksPath(tenant.alias), { token, body: { url: URL_OF_B } }),
        await app.request('PATCH', path, { token, body: { enabled: false } }),
        await app.request('POST', `${path}/rotate-secret`, { token }),
        await app.request('POST', `${path}/test`, { token }),
        await app.request('DELETE', path, { token }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    }
  });
});
