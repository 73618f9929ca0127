import { codeOf, createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});
afterEach(() => {
  app.clock.reset();
});

const path = (userName = '') => `/api/v1/tenants/${tenant.alias}/users${userName && `/${userName}`}`;
const create = (body: unknown, headers = {}) => app.request('POST', path(), { body, headers });
const get = (userName: string) => app.request('GET', path(userName));
const patch = (userName: string, body: unknown, headers = {}) =>
  app.request('PATCH', path(userName), { body, headers });
const remove = (userName: string, headers = {}) => app.request('DELETE', path(userName), { headers });

const fieldsOf = ({ body }: TestResponse) =>
  (body as { errors?: { field: string }[] }).errors?.map(({ field }) => field);

async function events(): Promise<{ type: string; userName?: string; details: Record<string, unknown> }[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events`);
  const { items } = body as {
    items: { type: string; userName?: string; details: Record<string, unknown> }[];
  };
  return items.filter(({ type }) => type.startsWith('user.')).reverse();
}

describe('POST', () => {
  it('makes a user from a name alone', async () => {
    app.clock.set(new Date('2026-03-01T10:00:00Z'));
    const response = await create({ userName: 'Alice' });
    expect(response.status).toBe(201);
    expect(response.headers.location).toBe(path('Alice'));
    expect(response.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      userName: 'Alice',
      userPrincipalName: `Alice@${tenant.defaultDomain}`,
      displayName: null,
      email: null,
      mobilePhone: null,
      comments: null,
      status: 'active',
      consoleRole: 'none',
      lastLoginAt: null,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:00.000Z',
    });
    const { body, headers } = await get('alice');
    expect(body).toEqual(response.body);
    expect(headers.etag).toBe(response.headers.etag);
  });

  it('keeps all that was given', async () => {
    const given = {
      userName: 'a.b-c_D9',
      displayName: 'Älice 爱丽丝',
      email: 'alice@acme.example',
      mobilePhone: '+49 (151) 234-56.78',
      comments: 'one\n\ttwo',
      status: 'disabled',
      consoleRole: 'viewer',
    };
    const { status, body } = await create(given);
    expect(status).toBe(201);
    expect(body).toMatchObject(given);
  });

  it.each(['Alice', 'alice', 'ALICE'])('finds the name taken as %s', async (userName) => {
    await createUser(app, tenant.alias, { userName: 'aLiCe' });
    const response = await create({ userName });
    expect([response.status, codeOf(response), fieldsOf(response)]).toEqual([409, 'conflict', ['userName']]);
  });

  it('lets one of two that come at once have the name', async () => {
    const statuses = await Promise.all(['bob', 'BOB', 'Bob'].map((userName) => create({ userName })));
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it.each([
    ['a', 201],
    ['a'.repeat(64), 201],
    ['a'.repeat(65), 400],
    ['', 400],
    ['a b', 400],
    ['a@b', 400],
    ['ä', 400],
    ['\u212a', 400],
    ['a\n', 400],
    [null, 400],
    [7, 400],
    [['a'], 400],
    [undefined, 400],
    ['.', 400],
    ['..', 400],
    ['...', 201],
  ])('answers the name %j with %d', async (userName, status) => {
    expect((await create({ userName })).status).toBe(status);
  });

  it.each([
    ['displayName', 'x'.repeat(129)],
    ['displayName', ''],
    ['displayName', 'two\nlines'],
    ['displayName', 7],
    ['email', 'alice'],
    ['email', `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.com`],
    ['mobilePhone', 'call me'],
    ['mobilePhone', '1'.repeat(33)],
    ['comments', 'x'.repeat(1025)],
    ['comments', 'bell\u0007'],
    ['status', 'asleep'],
    ['status', true],
    ['consoleRole', 'owner'],
    ['consoleRole', ['admin']],
    ['role', 'admin'],
    ['id', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ])('refuses the field %s as %j by its name', async (field, value) => {
    const response = await create({ userName: 'alice', [field]: value });
    expect([response.status, codeOf(response), fieldsOf(response)]).toEqual([
      400,
      'request.invalid',
      [field],
    ]);
  });

  it('names every field that is wrong', async () => {
    const response = await create({ userName: '', email: 'x', status: 'x' });
    expect(fieldsOf(response)?.sort()).toEqual(['email', 'status', 'userName']);
  });

  it('refuses a body that is none', async () => {
    expect(codeOf(await create('nonsense', { 'content-type': 'application/json' }))).toBe('request.invalid');
    expect(codeOf(await create('[]', { 'content-type': 'application/json' }))).toBe('request.invalid');
    expect(codeOf(await create('a=b', { 'content-type': 'text/plain' }))).toBe(
      'request.unsupported_media_type',
    );
  });
});

describe('GET /{userName}', () => {
  it('finds it without regard to case', async () => {
    await createUser(app, tenant.alias, { userName: 'Alice' });
    expect((await get('aLICE')).body).toMatchObject({ userName: 'Alice' });
  });

  it.each(['nobody', 'a%20b', '%C3%A4', '%E2%84%AA', 'a%00', 'x'.repeat(65)])(
    'finds nobody as %s',
    async (userName) => {
      const response = await get(userName);
      expect(response.status).toBe(userName === 'a%00' ? 400 : 404);
      expect(codeOf(response)).toBe(userName === 'a%00' ? 'request.invalid' : 'user.not_found');
    },
  );

  it('does not know a tenant that is not there', async () => {
    expect(codeOf(await app.request('GET', '/api/v1/tenants/no-such-tenant/users/alice'))).toBe(
      'tenant.not_found',
    );
  });
});

describe('PATCH', () => {
  beforeEach(async () => {
    await createUser(app, tenant.alias, { userName: 'alice', displayName: 'Alice', comments: 'x' });
  });

  it('changes what is named, clears what is null, and leaves the rest', async () => {
    app.clock.set(new Date('2027-03-01T10:00:00Z'));
    const { status, body, headers } = await patch('ALICE', { comments: null, email: 'alice@acme.example' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ displayName: 'Alice', comments: null, email: 'alice@acme.example' });
    expect(body).toMatchObject({ updatedAt: '2027-03-01T10:00:00.000Z' });
    const read = await get('alice');
    expect(read.body).toEqual(body);
    expect(read.headers.etag).toBe(headers.etag);
  });

  it('renames: the old name is free, the id stays', async () => {
    const before = (await get('alice')).body as { id: string };
    const { body } = await patch('alice', { userName: 'Bob' });
    expect(body).toMatchObject({
      id: before.id,
      userName: 'Bob',
      userPrincipalName: `Bob@${tenant.defaultDomain}`,
    });
    expect((await get('alice')).status).toBe(404);
    expect((await create({ userName: 'Alice' })).status).toBe(201);
  });

  it('renames by case alone', async () => {
    expect((await patch('alice', { userName: 'ALICE' })).body).toMatchObject({ userName: 'ALICE' });
  });

  it('does not rename to a name that is taken', async () => {
    await createUser(app, tenant.alias, { userName: 'bob' });
    const response = await patch('alice', { userName: 'BOB' });
    expect([response.status, codeOf(response), fieldsOf(response)]).toEqual([409, 'conflict', ['userName']]);
  });

  it.each([{ userName: null }, { userName: '' }, { status: 'gone' }, { lastLoginAt: null }, { email: 5 }])(
    'refuses %j',
    async (body) => {
      const response = await patch('alice', body);
      expect([response.status, fieldsOf(response)]).toEqual([400, Object.keys(body)]);
    },
  );

  it('is held to If-Match', async () => {
    const { etag } = (await get('alice')).headers;
    expect((await patch('alice', { comments: '1' }, { 'if-match': etag })).status).toBe(200);
    const late = await patch('alice', { comments: '2' }, { 'if-match': etag });
    expect([late.status, codeOf(late)]).toEqual([412, 'precondition_failed']);
    expect((await get('alice')).body).toMatchObject({ comments: '1' });
    expect((await patch('alice', { comments: '2' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('writes nothing where nothing changes', async () => {
    const { etag } = (await get('alice')).headers;
    expect((await patch('alice', { displayName: 'Alice' })).headers.etag).toBe(etag);
    expect((await patch('alice', {})).headers.etag).toBe(etag);
    expect((await events()).map(({ type }) => type)).toEqual(['user.created']);
  });

  it('does not know who is not there', async () => {
    expect(codeOf(await patch('bob', { comments: 'x' }))).toBe('user.not_found');
    expect(codeOf(await patch('b%20ob', { comments: 'x' }))).toBe('user.not_found');
  });

  it('shows when the user last signed in, which is no change of his', async () => {
    const { etag } = (await get('alice')).headers;
    await app.dataSource.query(
      `UPDATE ram_users SET last_login_at = '2026-02-02T08:00:00Z' WHERE tenant_id = $1`,
      [tenant.id],
    );
    const { body, headers } = await get('alice');
    expect(body).toMatchObject({ lastLoginAt: '2026-02-02T08:00:00.000Z' });
    expect(headers.etag).toBe(etag);
  });
});

describe('DELETE', () => {
  it('deletes once', async () => {
    await createUser(app, tenant.alias, { userName: 'alice' });
    const first = await remove('Alice');
    expect([first.status, first.text]).toEqual([204, '']);
    const second = await remove('alice');
    expect([second.status, codeOf(second)]).toEqual([404, 'user.not_found']);
    expect(codeOf(await remove('a%20b'))).toBe('user.not_found');
  });

  it('is held to If-Match; a user made anew under the name has another tag', async () => {
    const { headers } = await create({ userName: 'alice' });
    await remove('alice');
    await create({ userName: 'alice' });
    const { status } = await remove('alice', { 'if-match': headers.etag });
    expect(status).toBe(412);
  });
});

it('writes an event for each change, with the names of what changed', async () => {
  const { body } = await create({ userName: 'Alice', email: 'alice@acme.example' });
  const { id } = body as { id: string };
  await patch('alice', { userName: 'Bob', email: null });
  await patch('bob', { status: 'disabled' });
  await remove('bob');
  expect(await events()).toMatchObject([
    { type: 'user.created', userName: 'Alice', details: { id, status: 'active', consoleRole: 'none' } },
    {
      type: 'user.updated',
      userName: 'Bob',
      details: { id, changed: ['userName', 'email'], formerUserName: 'Alice' },
    },
    { type: 'user.updated', userName: 'Bob', details: { id, changed: ['status'] } },
    { type: 'user.deleted', userName: 'Bob', details: { id } },
  ]);
});

it('asks for a token, and for an admin to change anything', async () => {
  await createUser(app, tenant.alias, { userName: 'alice' });
  const viewer = await createToken(app, 'viewer', tenant.alias);
  const as = (token: string | null, method: string, userName = '') =>
    app.request(method, path(userName), { token, body: method === 'GET' ? undefined : { userName: 'bob' } });
  expect((await as(null, 'GET')).status).toBe(401);
  expect((await as(viewer, 'GET', 'alice')).status).toBe(200);
  expect((await as(viewer, 'POST')).status).toBe(403);
  expect((await as(viewer, 'PATCH', 'alice')).status).toBe(403);
  expect((await as(viewer, 'DELETE', 'alice')).status).toBe(403);
});
