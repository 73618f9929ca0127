import { codeOf, createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { answersIn, importLines, ndjson, shownAnswers } from '../support/import';

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

const exported = (query = '', alias = tenant.alias, token?: string) =>
  app.request('GET', `/api/v1/tenants/${alias}/users:export${query}`, token ? { token } : {});

const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;
const BOTH = ['ndjson', 'csv'] as const;

const ALICE = {
  userName: 'Alice',
  displayName: '=HYPERLINK("http://evil.example")',
  email: '+alice@acme.example',
  mobilePhone: '+49 151 1',
  comments: '-one,\r\n"two"\n\t@three',
  status: 'disabled',
  consoleRole: 'admin',
};

async function everything(alias: string): Promise<unknown> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/users?limit=500`);
  return (body as { items: Record<string, unknown>[] }).items.map((user) => ({
    ...user,
    id: undefined,
    userPrincipalName: undefined,
    createdAt: undefined,
    updatedAt: undefined,
  }));
}

it('is NDJSON with every field, by name', async () => {
  await createUser(app, tenant.alias, { userName: 'bob' });
  await createUser(app, tenant.alias, ALICE);
  const { status, text, headers } = await exported();
  expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
  expect(headers['content-disposition']).toBe(`attachment; filename="${tenant.alias}-users.ndjson"`);
  expect(text).toBe(
    ndjson(ALICE, {
      userName: 'bob',
      displayName: null,
      email: null,
      mobilePhone: null,
      comments: null,
      status: 'active',
      consoleRole: 'none',
    }),
  );
});

it('is CSV in which no cell is a formula', async () => {
  await createUser(app, tenant.alias, ALICE);
  const { text, headers } = await exported('?format=csv');
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(text).toBe(
    'userName,displayName,email,mobilePhone,comments,status,consoleRole\n' +
      `Alice,"'=HYPERLINK(""http://evil.example"")",'+alice@acme.example,+49 151 1,"'-one,\r\n""two""\n\t@three",disabled,admin\n`,
  );
});

it.each(BOTH)('changes nothing where it is imported again, as %s', async (format) => {
  await createUser(app, tenant.alias, ALICE);
  await createUser(app, tenant.alias, { userName: 'b', displayName: "'=1", comments: "''@x" });
  await createUser(app, tenant.alias, { userName: 'c', displayName: '＝1', comments: ' \t"' });
  const { text } = await exported(`?format=${format}`);
  const again = await importLines(app, tenant.alias, text, { type: TYPES[format] });
  expect(answersIn(again.text).map(({ userName, result }) => [userName, result])).toEqual([
    ['Alice', 'unchanged'],
    ['b', 'unchanged'],
    ['c', 'unchanged'],
  ]);
});

it.each(BOTH)('makes the same users elsewhere, as %s', async (format) => {
  await createUser(app, tenant.alias, ALICE);
  await createUser(app, tenant.alias, { userName: 'b', displayName: "'=1" });
  const other = await createTenant(app);
  const { text } = await exported(`?format=${format}`);
  await importLines(app, other.alias, text, { type: TYPES[format] });
  expect(await everything(other.alias)).toEqual(await everything(tenant.alias));
});

it.each(BOTH)('has all of more than are read at once, as %s', async (format) => {
  const users = Array.from({ length: 1200 }, (_, index) => ({
    userName: `u${String(index).padStart(4, '0')}`,
  }));
  await importLines(app, tenant.alias, ndjson(...users));
  const { text } = await exported(`?format=${format}`);
  const names = text
    .trim()
    .split('\n')
    .map((line) => /u\d{4}/.exec(line)?.[0])
    .filter((name) => name !== undefined);
  expect(names).toEqual(users.map(({ userName }) => userName));
});

it('is nothing but a header where there is nobody', async () => {
  expect((await exported()).text).toBe('');
  const { text } = await exported('?format=csv');
  expect(text.split('\n')).toHaveLength(2);
  expect(shownAnswers((await importLines(app, tenant.alias, text, { type: 'text/csv' })).text)).toEqual([]);
});

it.each(['?format=xml', '?format=', '?format=csv&format=csv', '?limit=1'])('refuses %s', async (query) => {
  const answer = await exported(query);
  expect([answer.status, codeOf(answer)]).toEqual([400, 'request.invalid']);
});

it('is for viewers of the tenant, and has its users alone', async () => {
  const other = await createTenant(app);
  await createUser(app, other.alias, { userName: 'theirs' });
  await createUser(app, tenant.alias, { userName: 'ours' });
  const viewer = await createToken(app, 'viewer', tenant.alias);
  expect((await exported('', tenant.alias, viewer)).text).toMatch(/^\{"userName":"ours".*\}\n$/);
  expect((await exported('', other.alias, viewer)).status).toBe(403);
});

it('answers HEAD without reading anybody', async () => {
  const { status, text, headers } = await app.request('HEAD', `/api/v1/tenants/${tenant.alias}/users:export`);
  expect([status, text, headers['content-type']]).toEqual([200, '', 'application/x-ndjson; charset=utf-8']);
});
