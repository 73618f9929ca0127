import { codeOf, createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { importLines, importPath, ndjson, shownAnswers } from '../support/import';

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

const CSV = { type: 'text/csv' };
const get = async (userName: string) =>
  (await app.request('GET', `/api/v1/tenants/${tenant.alias}/users/${userName}`)).body;

async function shown(answer: Promise<TestResponse>): Promise<string[]> {
  const { status, text, headers } = await answer;
  expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
  return shownAnswers(text);
}

async function events(query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events${query}`);
  const { items } = body as { items: Record<string, unknown>[] };
  return items.filter(({ type }) => String(type).startsWith('user.')).reverse();
}

const ALICE = {
  userName: 'Alice',
  displayName: 'Alice Liddell',
  email: 'alice@acme.example',
  mobilePhone: '+49 151 1',
  comments: 'one\ntwo',
  status: 'disabled',
  consoleRole: 'viewer',
};

it('makes users of NDJSON and of CSV as single calls make them', async () => {
  expect(await shown(importLines(app, tenant.alias, ndjson(ALICE, { userName: 'bob' })))).toEqual([
    '1 Alice created',
    '2 bob created',
  ]);
  const csv = 'userName,displayName,email,mobilePhone,comments,status,consoleRole\n';
  const carol = 'Carol,Alice Liddell,alice@acme.example,+49 151 1,"one\ntwo",disabled,viewer\nd,,,,,,\n';
  expect(await shown(importLines(app, tenant.alias, csv + carol, CSV))).toEqual([
    '2 Carol created',
    '4 d created',
  ]);
  const { userName, ...others } = ALICE;
  expect(await get('alice')).toMatchObject({ userName, ...others });
  expect(await get('carol')).toMatchObject({ userName: 'Carol', ...others });
  const single = await createUser(app, tenant.alias, { userName: 'single' });
  const own = ['id', 'userName', 'userPrincipalName', 'createdAt', 'updatedAt'];
  for (const name of ['bob', 'd']) {
    const made = (await get(name)) as Record<string, unknown>;
    expect(Object.keys(made)).toEqual(Object.keys(single));
    for (const [field, value] of Object.entries(single)) {
      if (!own.includes(field)) expect([field, made[field]]).toEqual([field, value]);
    }
  }
});

it('finds them as those that were made one by one are found', async () => {
  await shown(importLines(app, tenant.alias, ndjson({ userName: 'x', displayName: 'Ölaf' })));
  const search = `/api/v1/tenants/${tenant.alias}/users?query=%C3%B6la`;
  expect((await app.request('GET', search)).body).toMatchObject({ items: [{ userName: 'x' }] });
  await shown(importLines(app, tenant.alias, ndjson({ userName: 'x', displayName: null })));
  expect((await app.request('GET', search)).body).toMatchObject({ items: [] });
});

it('changes what a line gives and leaves the rest: null clears, an empty cell gives nothing', async () => {
  await createUser(app, tenant.alias, ALICE);
  expect(await shown(importLines(app, tenant.alias, ndjson({ userName: 'ALICE', comments: null })))).toEqual([
    '1 Alice updated',
  ]);
  const csv = 'userName,displayName,email,status\nalice,,a@acme.example,active\n';
  expect(await shown(importLines(app, tenant.alias, csv, CSV))).toEqual(['2 Alice updated']);
  expect(await get('alice')).toMatchObject({
    ...ALICE,
    comments: null,
    email: 'a@acme.example',
    status: 'active',
  });
});

it('writes nothing where nothing changes', async () => {
  await createUser(app, tenant.alias, ALICE);
  const before = await get('alice');
  expect(await shown(importLines(app, tenant.alias, ndjson(ALICE)))).toEqual(['1 Alice unchanged']);
  expect(await get('alice')).toEqual(before);
  expect(await events()).toHaveLength(1);
});

it('refuses by the rules of single calls, names what is wrong, and goes on', async () => {
  const body = [
    ndjson({ userName: 'a', email: 'x' }),
    ndjson({ userName: 'b', role: 'admin', status: 'x' }),
    'nope\n',
    '{"userName":"c","comments":"\\u0000"}\n',
    '{"userName":"d","__proto__":{"status":"disabled"}}\n',
    ndjson({ displayName: 'E' }, { userName: 'f g' }, { userName: 'h' }, { userName: 'H' }),
    ndjson({ userName: 'i', consoleRole: ['admin'] }, { userName: 'x'.repeat(200) }, { userName: 'j' }),
  ].join('');
  expect(await shown(importLines(app, tenant.alias, body))).toEqual([
    '1 a refused request.invalid email',
    expect.stringMatching(/^2 b refused request.invalid (role status|status role)$/),
    '3  refused request.invalid line',
    '4 c refused request.invalid comments',
    '5 d refused request.invalid __proto__',
    '6  refused request.invalid userName',
    '7 f g refused request.invalid userName',
    '8 h created',
    '9 H refused conflict userName',
    '10 i refused request.invalid consoleRole',
    `11 ${'x'.repeat(64)}… refused request.invalid userName`,
    '12 j created',
  ]);
  const list = await app.request('GET', `/api/v1/tenants/${tenant.alias}/users`);
  const { items } = list.body as { items: { userName: string }[] };
  expect(items.map(({ userName }) => userName)).toEqual(['h', 'j']);
});

it('takes a name of a line that was refused from another line', async () => {
  const body = ndjson({ userName: 'a', email: 'x' }, { userName: 'A' });
  expect(await shown(importLines(app, tenant.alias, body))).toEqual([
    '1 a refused request.invalid email',
    '2 A created',
  ]);
});

it('answers the same in a dry run, and writes nothing', async () => {
  await createUser(app, tenant.alias, ALICE);
  const before = await get('alice');
  const body = ndjson({ userName: 'alice', status: 'active' }, { userName: 'bob' }, ALICE, { userName: '?' });
  const dry = await shown(importLines(app, tenant.alias, body, { query: '?dryRun=true' }));
  expect(await get('alice')).toEqual(before);
  expect(await get('bob')).toMatchObject({ code: 'user.not_found' });
  expect(await events()).toHaveLength(1);
  expect(await shown(importLines(app, tenant.alias, body, { query: '?dryRun=false' }))).toEqual(dry);
  expect(dry.map((line) => line.split(' ')[2])).toEqual(['updated', 'created', 'refused', 'refused']);
});

it('writes the events of single calls', async () => {
  await createUser(app, tenant.alias, { userName: 'alice' });
  const lines = ndjson({ userName: 'alice', consoleRole: 'admin' }, { userName: 'Bob', status: 'disabled' });
  const { headers } = await importLines(app, tenant.alias, lines);
  const requestId = headers['x-request-id'];
  expect(await events()).toMatchObject([
    { type: 'user.created', userName: 'alice' },
    {
      type: 'user.created',
      userName: 'Bob',
      actor: 'platform',
      requestId,
      details: { id: expect.any(String) as string, status: 'disabled', consoleRole: 'none' },
    },
    {
      type: 'user.updated',
      userName: 'alice',
      requestId,
      details: { changed: ['consoleRole'], consoleRole: 'admin', formerConsoleRole: 'none' },
    },
  ]);
});

it('makes a user once whom several imports name at once', async () => {
  const names = Array.from({ length: 60 }, (_, index) => ({ userName: `u${index}` }));
  const texts = [names, [...names].reverse(), names].map((some) => ndjson(...some));
  const all = (await Promise.all(texts.map((text) => shown(importLines(app, tenant.alias, text))))).flat();
  expect(all.filter((answer) => answer.endsWith(' created'))).toHaveLength(60);
  expect(all.filter((answer) => answer.endsWith(' unchanged'))).toHaveLength(120);
});

it.each(['', '\n\n'])('has nothing to answer on %j', async (body) => {
  expect(await importLines(app, tenant.alias, body)).toMatchObject({ status: 200, text: '' });
});

it.each([
  ['application/json', '{}', 415, 'request.unsupported_media_type'],
  ['text/plain', 'a', 415, 'request.unsupported_media_type'],
  ['text/csv', 'userName,role\na,admin', 400, 'request.invalid'],
  ['text/csv; charset=utf-8', '', 400, 'request.invalid'],
])('refuses the whole where it is %s: %j', async (type, body, status, code) => {
  const answer = await importLines(app, tenant.alias, body, { type });
  expect([answer.status, codeOf(answer)]).toEqual([status, code]);
});

it('refuses a length that is too great before anything of it comes', async () => {
  const headers = { 'content-type': 'text/csv', 'content-length': String(128 * 1024 * 1024 + 1) };
  const answer = await app.request('POST', importPath(tenant.alias), { headers });
  expect([answer.status, codeOf(answer)]).toEqual([413, 'request.too_large']);
});

it.each(['?dryRun=yes', '?dryRun=', '?dryRun=true&dryRun=true', '?x=1'])('refuses %s', async (query) => {
  const answer = await importLines(app, tenant.alias, ndjson({ userName: 'a' }), { query });
  expect([answer.status, codeOf(answer)]).toEqual([400, 'request.invalid']);
});

it('is for admins of the tenant', async () => {
  const other = await createTenant(app);
  const statusAs = async (token: string) =>
    (await importLines(app, tenant.alias, ndjson({ userName: 'a' }), { token })).status;
  expect(await statusAs(await createToken(app, 'viewer', tenant.alias))).toBe(403);
  expect(await statusAs(await createToken(app, 'admin', other.alias))).toBe(403);
  expect(await statusAs('guess')).toBe(401);
  expect(await get('a')).toMatchObject({ code: 'user.not_found' });
  expect(await statusAs(await createToken(app, 'admin', tenant.alias))).toBe(200);
});

it('is told from a user, and from other methods', async () => {
  const answer = await app.request('GET', importPath(tenant.alias));
  expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
});
