import { createTenant, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

interface Page {
  readonly items: readonly { readonly userName: string; readonly userPrincipalName: string }[];
  readonly nextCursor: string | null;
}

const ask = (query = '') => app.request('GET', `/api/v1/tenants/${tenant.alias}/users${query}`);

async function list(query = ''): Promise<Page> {
  const response = await ask(query);
  expect(response.status).toBe(200);
  return response.body as Page;
}

const names = ({ items }: Page) => items.map(({ userName }) => userName);
const make = (...users: (string | object)[]) =>
  Promise.all(
    users.map((user) => createUser(app, tenant.alias, typeof user === 'string' ? { userName: user } : user)),
  );

it('lists nobody in a new tenant', async () => {
  expect(await list()).toEqual({ items: [], nextCursor: null });
});

it('lists by name, without regard to case', async () => {
  await make('carol', 'Bob', 'alice', 'a.b', 'a_b', 'Z9', '0');
  const page = await list();
  expect(names(page)).toEqual(['0', 'a.b', 'a_b', 'alice', 'Bob', 'carol', 'Z9']);
  expect(page.nextCursor).toBeNull();
  expect(page.items[4]).toMatchObject({ userPrincipalName: `Bob@${tenant.defaultDomain}` });
});

it('pages without a repetition or a gap, whoever comes and goes meanwhile', async () => {
  await make('a', 'B', 'c', 'D', 'e');
  const first = await list('?limit=2');
  expect(names(first)).toEqual(['a', 'B']);
  await make('aa', 'bb');
  await app.request('DELETE', `/api/v1/tenants/${tenant.alias}/users/b`);
  const second = await list(`?limit=2&cursor=${first.nextCursor ?? ''}`);
  expect(names(second)).toEqual(['bb', 'c']);
  const third = await list(`?limit=2&cursor=${second.nextCursor ?? ''}`);
  expect(names(third)).toEqual(['D', 'e']);
  expect(third.nextCursor).toBeNull();
});

describe('?query=', () => {
  beforeEach(async () => {
    await make(
      { userName: 'alice', displayName: 'Alice Liddell', email: 'alice@wonder.example' },
      { userName: 'Bob', displayName: 'Ölaf Äpfel', email: 'b.o_b@acme.example' },
      { userName: 'carol', comments: 'knows alice', mobilePhone: '+49151234' },
      { userName: 'd_100', displayName: '100% sure \\o/' },
    );
  });

  it.each([
    ['alice', ['alice']],
    ['LIDDELL', ['alice']],
    ['wonder.EX', ['alice']],
    ['ölaf ä', ['Bob']],
    ['.example', ['alice', 'Bob']],
    ['o', ['alice', 'Bob', 'carol', 'd_100']],
    ['ro', ['carol']],
    ['%', ['d_100']],
    ['100%', ['d_100']],
    ['_', ['Bob', 'd_100']],
    ['o_b', ['Bob']],
    ['\\o', ['d_100']],
    ['c\nc', undefined],
    ['e Al', []],
    ['knows', []],
    ['+49', []],
    ["' OR 1=1 --", []],
    ['', ['alice', 'Bob', 'carol', 'd_100']],
  ])('%j finds %j', async (query, found) => {
    const response = await ask(`?query=${encodeURIComponent(query)}`);
    expect(response.status).toBe(found ? 200 : 400);
    if (found) expect(names(response.body as Page)).toEqual(found);
  });

  it('pages too', async () => {
    const first = await list('?query=.example&limit=1');
    expect(names(first)).toEqual(['alice']);
    const second = await list(`?query=.example&limit=1&cursor=${first.nextCursor ?? ''}`);
    expect(names(second)).toEqual(['Bob']);
    expect(second.nextCursor).toBeNull();
  });

  it('finds a user by what he has become', async () => {
    const body = { userName: 'dave', displayName: null, email: null };
    await app.request('PATCH', `/api/v1/tenants/${tenant.alias}/users/alice`, { body });
    expect(names(await list('?query=alice'))).toEqual([]);
    expect(names(await list('?query=dav'))).toEqual(['dave']);
  });
});

it.each([
  ['?limit=0', 'limit'],
  ['?limit=501', 'limit'],
  ['?limit=x', 'limit'],
  ['?limit=1.5', 'limit'],
  ['?cursor=nonsense!', 'cursor'],
  [`?cursor=${Buffer.from('UPPER').toString('base64url')}`, 'cursor'],
  ['?cursor=', 'cursor'],
  [`?query=${'x'.repeat(129)}`, 'query'],
  ['?query=a&query=b', 'query'],
  ['?sort=userName', 'sort'],
])('refuses %s', async (query, field) => {
  const { status, body } = await ask(query);
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
});

it('takes the greatest limit', async () => {
  await make('alice');
  expect(names(await list('?limit=500'))).toEqual(['alice']);
});

it('searches by the trigram index, and pages by that of the names', async () => {
  await app.dataSource.query(
    `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, status, search_key, revision, created_at, updated_at)
     SELECT $1, gen_random_uuid(), 'u' || n, 'u' || n, 'active', 'u' || n || md5(n::text), 1, now(), now()
       FROM generate_series(1, 30000) n`,
    [tenant.id],
  );
  await app.dataSource.query('VACUUM ANALYZE ram_users');
  const plan: unknown[] = await app.dataSource.query(
    `EXPLAIN SELECT * FROM ram_users WHERE tenant_id = $1 AND search_key LIKE '%u29999%' ORDER BY user_name_key LIMIT 51`,
    [tenant.id],
  );
  expect(JSON.stringify(plan)).toContain('ix_ram_users_search');
  const page: unknown[] = await app.dataSource.query(
    `EXPLAIN SELECT * FROM ram_users WHERE tenant_id = $1 AND user_name_key > 'u2' ORDER BY user_name_key LIMIT 51`,
    [tenant.id],
  );
  expect(JSON.stringify(page)).toContain('uq_ram_users_user_name');
  expect(JSON.stringify(page)).not.toContain('Sort');
});
