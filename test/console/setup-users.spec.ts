import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeSetupLink, takeLink } from '../support/setup-links';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';
import { uploadForm } from './support/upload-form';

let app: TestApp;
let admin: ConsoleBrowser;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.reset();
  admin = await ConsoleBrowser.enter(app);
  tenant = await createTenant(app);
});
afterAll(() => app.close());

const at = (rest = '') => `/admin/tenants/${tenant.alias}/setup/users${rest}`;
const users = async () => {
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/users?limit=500`);
  return (body as { items: Record<string, unknown>[] }).items;
};

/** Gives a list as a browser does, and answers the page of what would be done. */
async function give(browser: ConsoleBrowser, fields: Readonly<Record<string, string | Buffer>>) {
  const _token = formTokenIn(await browser.get(at()));
  const answer = await browser.upload(at('/csv'), uploadForm({ _token, ...fields }));
  return answer.status === 303 ? browser.get(String(answer.headers.location)) : answer;
}

const run = (browser: ConsoleBrowser) => browser.post(at('/csv'), at('/import'));

/** The numbers beside New, Changed, As they are, Not right; of the last that a page shows. */
function countsIn({ text }: TestResponse): number[] {
  return [...text.matchAll(/<dd>(\d+)<\/dd>/g)].slice(-4).map(([, count]) => Number(count));
}

it.each([
  ['a file', (csv: string) => ({ csv: Buffer.from(csv) })],
  ['a paste', (csv: string) => ({ csvText: csv })],
])('looks at %s first, names each bad line, and imports the rest', async (_, fields) => {
  await app.request('POST', `/api/v1/tenants/${tenant.alias}/users`, { body: { userName: 'bob' } });
  const csv = 'userName,displayName,email\nalice,Alice Ngo,\nbob,Bob Stone,\nb d,,\ncarol,,no address\n';
  const preview = await give(admin, fields(csv));
  expect([preview.status, countsIn(preview)]).toEqual([200, [1, 1, 0, 2]]);
  for (const cell of ['<td>4</td>', '<td>5</td>', 'b d']) expect(preview.text).toContain(cell);
  expect(await users()).toHaveLength(1);
  const done = await run(admin);
  expect([done.status, countsIn(done)]).toEqual([200, [1, 1, 0, 2]]);
  expect((await users()).map(({ userName, displayName }) => [userName, displayName])).toEqual([
    ['alice', 'Alice Ngo'],
    ['bob', 'Bob Stone'],
  ]);
  expect((await admin.get(at('/csv'))).headers.location).toBe(at());
});

it('shows how far thousands are while they are imported, and ends as a whole page', async () => {
  const names = Array.from({ length: 2_000 }, (_, n) => `user-${n}`);
  await give(admin, { csv: Buffer.from(`userName\n${names.join('\n')}\n`) });
  const { text, headers } = await run(admin);
  const shown = [...text.matchAll(/<progress [^>]*max="2001" value="(\d+)"/g)].map(([, value]) =>
    Number(value),
  );
  expect(shown.length).toBeGreaterThan(5);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
  expect(shown.at(-1)).toBe(2_001);
  expect(text.trimEnd().endsWith('</html>')).toBe(true);
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  expect(await users()).toHaveLength(500);
});

it.each<[string, Record<string, string | Buffer>]>([
  ['nothing', {}],
  ['no header that is one', { csvText: 'a,b\n1,2\n' }],
  ['a column that is none', { csvText: 'userName,password\nalice,x\n' }],
])('refuses %s', async (_, fields) => {
  expect((await give(admin, fields)).status).toBe(400);
  expect((await admin.get(at('/csv'))).headers.location).toBe(at());
});

it('gives no role in the console, by a set-up link or otherwise', async () => {
  const link = ConsoleBrowser.new(app).keep(await takeLink(app, await makeSetupLink(app, tenant.alias)));
  for (const browser of [link, admin]) {
    const csv = 'userName,consoleRole\nmallory,admin\nvera,viewer\ndan,none\neve,\n';
    await give(browser, { csvText: csv });
    await run(browser);
  }
  expect((await users()).map(({ userName, consoleRole }) => [userName, consoleRole])).toEqual([
    ['dan', 'none'],
    ['eve', 'none'],
  ]);
});

it('changes nobody who has a role in the console: neither his role, nor whether he may sign in', async () => {
  const path = `/api/v1/tenants/${tenant.alias}/users`;
  await app.request('POST', path, { body: { userName: 'ada', consoleRole: 'admin' } });
  await app.request('POST', path, { body: { userName: 'ben', consoleRole: 'viewer' } });
  await app.request('POST', path, { body: { userName: 'bob' } });
  const link = ConsoleBrowser.new(app).keep(await takeLink(app, await makeSetupLink(app, tenant.alias)));
  for (const browser of [link, admin]) {
    const csv = 'userName,status,consoleRole\nada,,none\nben,disabled,\nbob,disabled,none\nADA,active,\n';
    const counts = browser === link ? [0, 1, 0, 3] : [0, 0, 1, 3];
    expect(countsIn(await give(browser, { csvText: csv }))).toEqual(counts);
    expect(countsIn(await run(browser))).toEqual(counts);
  }
  expect((await users()).map(({ userName, status, consoleRole }) => [userName, status, consoleRole])).toEqual(
    [
      ['ada', 'active', 'admin'],
      ['ben', 'active', 'viewer'],
      ['bob', 'disabled', 'none'],
    ],
  );
});

it('keeps ten lists of a tenant, and the newest of them', async () => {
  const csvText = 'userName\nalice\n';
  const token = await createToken(app, 'admin', tenant.alias);
  const browsers: ConsoleBrowser[] = [];
  for (let count = 0; count < 12; count += 1) {
    const browser = await ConsoleBrowser.enter(app, token);
    browsers.push(browser);
    await give(browser, { csvText });
    app.clock.advance(1);
  }
  const statuses = await Promise.all(browsers.map(async (browser) => (await browser.get(at('/csv'))).status));
  expect(statuses).toEqual([303, 303, ...Array.from({ length: 10 }, () => 200)]);
});

it('keeps a list for its session, and for an hour', async () => {
  app.clock.set(new Date());
  await give(admin, { csvText: 'userName\nalice\n' });
  const other = await ConsoleBrowser.enter(app);
  expect((await other.get(at('/csv'))).status).toBe(303);
  app.clock.advance(3_500);
  expect((await admin.get(at('/csv'))).status).toBe(200);
  app.clock.advance(200);
  expect((await admin.get(at('/csv'))).status).toBe(303);
});
