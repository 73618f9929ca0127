import { randomUUID } from 'node:crypto';
import { AuditService, type NewAuditEvent } from '../../src/audit/audit.service';
import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => {
  app.clock.reset();
});

interface Page {
  readonly items: {
    readonly id: string;
    readonly type: string;
    readonly userName?: string;
    readonly requestId: string;
  }[];
  readonly nextCursor: string | null;
}

const context = { requestId: 'r-1', ip: '203.0.113.7', userAgent: null, actor: 'anonymous' };

async function append(tenant: Tenant, event: Partial<NewAuditEvent> = {}): Promise<void> {
  const whole = {
    tenantId: tenant.id,
    type: 'login',
    details: {},
    context,
    ...event,
  } as const;
  await app.nest.get(AuditService, { strict: false }).append(app.dataSource.manager, whole);
}

const ask = (tenant: Tenant, query = '') =>
  app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events${query}`);

async function list(tenant: Tenant, query = ''): Promise<Page> {
  const response = await ask(tenant, query);
  expect(response.status).toBe(200);
  return response.body as Page;
}

const numbers = ({ items }: Page) =>
  items.map((item) => (item as unknown as { details: { n?: number } }).details.n);

describe('GET /tenants/{alias}/audit-events', () => {
  it('shows all of an event', async () => {
    const tenant = await createTenant(app);
    app.clock.set(new Date('2026-05-05T10:00:00Z'));
    await append(tenant, { userName: 'Alice', details: { expected: 'x' } });
    const { items } = await list(tenant, '?limit=1');
    expect(items).toEqual([
      {
        id: expect.any(String) as string,
        time: '2026-05-05T10:00:00.000Z',
        type: 'login',
        actor: 'anonymous',
        userName: 'Alice',
        outcome: 'success',
        ip: '203.0.113.7',
        requestId: 'r-1',
        details: { expected: 'x' },
      },
    ]);
  });

  it('leaves out what an event does not have', async () => {
    const tenant = await createTenant(app);
    const { items } = await list(tenant);
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(
      ['actor', 'details', 'id', 'ip', 'outcome', 'requestId', 'time', 'type'].sort(),
    );
  });

  it('is newest first, and pages survive what is written meanwhile', async () => {
    const tenant = await createTenant(app);
    for (const n of [1, 2, 3, 4]) await append(tenant, { details: { n } });
    const first = await list(tenant, '?type=login&limit=2');
    expect(numbers(first)).toEqual([4, 3]);
    await append(tenant, { details: { n: 5 } });
    const second = await list(tenant, `?type=login&limit=2&cursor=${String(first.nextCursor)}`);
    expect(numbers(second)).toEqual([2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('pages over several partitions', async () => {
    const tenant = await createTenant(app);
    for (const [n, month] of ['2026-03', '2026-04', '2026-05'].entries()) {
      app.clock.set(new Date(`${month}-01T00:00:00Z`));
      await append(tenant, { details: { n } });
    }
    expect(numbers(await list(tenant, '?type=login'))).toEqual([2, 1, 0]);
  });

  it('filters by time: from inclusive, to exclusive', async () => {
    const tenant = await createTenant(app);
    for (const n of [0, 1, 2, 3]) {
      app.clock.set(new Date(`2026-06-01T0${n}:00:00Z`));
      await append(tenant, { details: { n } });
    }
    const from = encodeURIComponent('2026-06-01T03:00:00+02:00');
    const page = await list(tenant, `?type=login&from=${from}&to=2026-06-01T03:00:00Z`);
    expect(numbers(page)).toEqual([2, 1]);
  });

  it('filters by type and by user, without regard to ASCII case', async () => {
    const tenant = await createTenant(app);
    await append(tenant, { userName: 'Alice', details: { n: 1 } });
    await append(tenant, { userName: 'bob', details: { n: 2 } });
    await append(tenant, { type: 'logout', userName: 'alice', details: { n: 3 } });
    await append(tenant, { userName: '\u212Aate', details: { n: 4 } });
    expect(numbers(await list(tenant, '?userName=ALICE'))).toEqual([3, 1]);
    expect(numbers(await list(tenant, '?userName=ALICE&type=login'))).toEqual([1]);
    expect(numbers(await list(tenant, '?userName=kate'))).toEqual([]);
    expect(numbers(await list(tenant, '?type=no.such_type'))).toEqual([]);
  });

  it('filters by request, by code and by outcome', async () => {
    const [tenant, other] = [await createTenant(app), await createTenant(app)];
    const requestId = randomUUID();
    const ofRequest = { context: { ...context, requestId } };
    await append(tenant, { ...ofRequest, details: { n: 1 } });
    await append(tenant, { code: 'saml.expired', details: { n: 2 } });
    await append(tenant, { ...ofRequest, code: 'saml.expired', details: { n: 3 } });
    await append(tenant, { code: 'user.not_found', details: { n: 4 } });
    await append(other, { ...ofRequest, details: { n: 5 } });
    expect(numbers(await list(tenant, `?requestId=${requestId}`))).toEqual([3, 1]);
    expect(numbers(await list(tenant, '?code=saml.expired'))).toEqual([3, 2]);
    expect(numbers(await list(tenant, '?outcome=refused'))).toEqual([4, 3, 2]);
    expect(numbers(await list(tenant, '?outcome=success&type=login'))).toEqual([1]);
    expect(numbers(await list(tenant, `?outcome=refused&requestId=${requestId}`))).toEqual([3]);
    const first = await list(tenant, '?outcome=refused&limit=2');
    const rest = `?outcome=refused&limit=2&cursor=${String(first.nextCursor)}`;
    expect(numbers(await list(tenant, rest))).toEqual([2]);
  });

  it('takes what a hostile message brings', async () => {
    const tenant = await createTenant(app);
    const hostile = `a\u0000b\uD800${'x'.repeat(5000)}`;
    await append(tenant, { userName: hostile, details: { actual: hostile } });
    const { items } = await list(tenant, '?limit=1');
    expect(items[0]?.userName).toHaveLength(1025);
  });

  it.each([
    ['limit', 'limit=501'],
    ['limit', 'limit=-1'],
    ['cursor', 'cursor=AAAA'],
    ['from', 'from=yesterday'],
    ['from', 'from=2026-02-30T00:00:00Z'],
    ['to', 'to=2026-06-01'],
    ['to', 'to=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z'],
    ['type', 'type=LOGIN'],
    ['type', `type=${'a'.repeat(70)}`],
    ['userName', 'userName='],
    ['userName', 'userName=a&userName=b'],
    ['outcome', 'outcome=Refused'],
    ['outcome', 'outcome=refused&outcome=success'],
    ['code', 'code='],
    ['code', 'code=saml.no_such'],
    ['requestId', 'requestId='],
    ['requestId', `requestId=${'a'.repeat(129)}`],
    ['requestId', 'requestId=a%20b'],
    ['actor', 'actor=platform'],
  ])('refuses a wrong %s: %s', async (field, query) => {
    const response = await ask(await createTenant(app), `?${query}`);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
  });

  it('is 404 for a tenant that there is not', async () => {
    const response = await app.request('GET', '/api/v1/tenants/nobody/audit-events');
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'tenant.not_found' });
  });

  it('can not be written or emptied', async () => {
    const tenant = await createTenant(app);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await app.request(method, `/api/v1/tenants/${tenant.alias}/audit-events`);
      expect(response.status).toBe(405);
      expect(response.body).toMatchObject({ code: 'request.method_not_allowed' });
    }
  });
});

describe('append', () => {
  it('is undone with the transaction that it tells of', async () => {
    const tenant = await createTenant(app);
    const audit = app.nest.get(AuditService, { strict: false });
    const event = { tenantId: tenant.id, type: 'login', outcome: 'success', details: {}, context } as const;
    const undone = app.dataSource.transaction(async (tx) => {
      await audit.append(tx, event);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await list(tenant, '?type=login')).items).toEqual([]);
  });

  it("keeps the platform's events apart from every tenant's", async () => {
    const tenant = await createTenant(app);
    const requestId = randomUUID();
    const platform = { tenantId: null, context: { ...context, requestId } };
    await append(tenant, platform);
    expect((await list(tenant)).items.map(({ type }) => type)).toEqual(['tenant.created']);
    const rows: unknown = await app.dataSource.query(
      'SELECT tenant_id FROM audit_events WHERE request_id = $1',
      [requestId],
    );
    expect(rows).toEqual([{ tenant_id: '00000000-0000-0000-0000-000000000000' }]);
  });
});

describe('GET /audit-events', () => {
  const find = async (query: string, token?: string) => {
    const response = await app.request('GET', `/api/v1/audit-events${query}`, { token });
    return { status: response.status, body: response.body as Page };
  };

  it('finds what a request caused, in every trail, by its id alone', async () => {
    const [one, other] = [await createTenant(app), await createTenant(app)];
    const requestId = randomUUID();
    const ofRequest = { context: { ...context, requestId } };
    await append(one, { ...ofRequest, code: 'saml.expired' });
    await append(other, ofRequest);
    await append(one, { ...ofRequest, tenantId: null });
    await append(one);
    await app.request('DELETE', `/api/v1/tenants/${other.alias}`);
    const { status, body } = await find(`?requestId=${requestId}`);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { tenantId: null, tenant: null },
      { tenantId: other.id, tenant: null, outcome: 'success' },
      { tenantId: one.id, tenant: one.alias, code: 'saml.expired', requestId },
    ]);
    const first = await find(`?requestId=${requestId}&limit=2`);
    const second = await find(`?requestId=${requestId}&limit=2&cursor=${String(first.body.nextCursor)}`);
    expect(second.body.items).toMatchObject([{ tenantId: one.id }]);
  });

  it("has who deleted which tenant, and that tenant's own events, narrowed like any", async () => {
    const tenant = await createTenant(app);
    await append(tenant, { code: 'saml.expired' });
    await app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
    const deleted = { type: 'tenant.deleted', actor: 'platform', outcome: 'success' };

    const { body } = await find('?type=tenant.deleted&limit=1');
    const details = { alias: tenant.alias, tenantId: tenant.id };
    expect(body.items).toMatchObject([{ ...deleted, tenantId: null, tenant: null, details }]);
    expect(
      await find(`?type=tenant.deleted&from=${new Date(0).toISOString()}&outcome=refused`),
    ).toMatchObject({
      status: 200,
      body: { items: [] },
    });

    const own = await find(`?tenantId=${tenant.id}`);
    expect(own.body.items.map(({ type }) => type)).toEqual(['tenant.deleted', 'login', 'tenant.created']);
    expect(own.body.items[0]).toMatchObject({ ...deleted, tenantId: tenant.id, tenant: null });
    const refused = await find(`?tenantId=${tenant.id}&code=saml.expired`);
    expect(refused.body.items).toMatchObject([{ type: 'login', tenantId: tenant.id }]);
    const other = await createTenant(app);
    const requestId = own.body.items[0]?.requestId ?? '';
    expect((await find(`?tenantId=${other.id}&requestId=${requestId}`)).body.items).toEqual([]);
    expect((await find(`?tenantId=${tenant.id}&requestId=${requestId}`)).body.items).toHaveLength(1);
  });

  it("has the platform's own events page by page", async () => {
    const requestIds = [randomUUID(), randomUUID(), randomUUID()];
    const tenant = await createTenant(app);
    for (const requestId of requestIds)
      await append(tenant, { tenantId: null, context: { ...context, requestId } });
    const first = await find('?limit=2');
    const second = await find(`?limit=1&cursor=${String(first.body.nextCursor)}`);
    const items = [...first.body.items, ...second.body.items];
    expect(items.map(({ requestId }) => requestId)).toEqual(requestIds.toReversed());
    expect(items).toMatchObject(requestIds.map(() => ({ tenantId: null, tenant: null })));
  });

  it.each(['?tenantId=acme', '?type=A', '?outcome=none', '?from=yesterday', '?tenantId='])(
    'refuses %s',
    async (query) => {
      expect((await find(query)).status).toBe(400);
    },
  );

  it('is closed to the token of a tenant', async () => {
    expect((await find('?requestId=none')).body).toEqual({ items: [], nextCursor: null });
    const { alias, id } = await createTenant(app);
    const token = await createToken(app, 'admin', alias);
    for (const query of ['', '?requestId=none', `?tenantId=${id}`])
      expect((await find(query, token)).status).toBe(403);
    expect((await find('?requestId=none', await createToken(app, 'viewer'))).status).toBe(200);
  });
});
