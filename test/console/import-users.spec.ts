import { gzipSync } from 'node:zlib';
import { createTenant, createToken, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';

let app: TestApp;
let tenant: Tenant;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  browser = await ConsoleBrowser.enter(app, await createToken(app, 'admin', tenant.alias));
});

const form = () => `/admin/tenants/${tenant.alias}/users/import`;
const preview = (text: string) => browser.post(form(), `${form()}/preview`, { text });
const contentIn = ({ text }: TestResponse) => /name="content" value="([^"]+)"/.exec(text)?.[1];

/** Created, updated, unchanged, refused. */
const countsIn = ({ text }: TestResponse) =>
  [...text.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, count]) => Number(count));

async function names(): Promise<string[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/users`);
  return (body as { items: { userName: string }[] }).items.map(({ userName }) => userName);
}

const CSV = 'userName,email\nalice,a@acme.example\nbob,nonsense\ncarol,\n"d\n';

it('shows what would be done and each bad line, and does it when that is sent', async () => {
  await createUser(app, tenant.alias, { userName: 'alice' });
  const looked = await preview(CSV);
  expect([looked.status, countsIn(looked)]).toEqual([200, [1, 1, 0, 2]]);
  expect(looked.text).toMatch(/<td>3<\/td><td>bob<\/td><td>email: /);
  expect(looked.text).toMatch(/<td>5<\/td><td>–<\/td><td>line: /);
  expect(await names()).toEqual(['alice']);
  const done = await browser.send(form(), { _token: formTokenIn(looked), content: contentIn(looked) ?? '' });
  expect([done.status, countsIn(done), contentIn(done)]).toEqual([200, [1, 1, 0, 2], undefined]);
  expect(await names()).toEqual(['alice', 'carol']);
});

it('goes on by a bar, of which the style sheet shows the last', async () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `u${index}`);
  const { text } = await preview(['userName', ...lines].join('\n'));
  const values = [...text.matchAll(/<progress [^>]*max="1001" value="(\d+)"/g)].map(([, value]) =>
    Number(value),
  );
  expect(values[0]).toBe(0);
  expect(values.at(-1)).toBe(1001);
  expect(values.length).toBeGreaterThan(3);
  expect(text).toMatch(/<div class="parts" role="status">.*<\/main>/s);
});

it('takes a file, as a browser sends it', async () => {
  const page = await browser.get(form());
  const part = (head: string, body: string) =>
    `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const body = [
    part('name="_token"', formTokenIn(page)),
    part('name="file"; filename="u.ndjson"', '{"userName":"alice","comments":"a\\nb"}\n'),
    part('name="text"', ''),
    '--x--\r\n',
  ].join('');
  const answer = await app.request('POST', `${form()}/preview`, {
    token: null,
    cookies: browser.cookies,
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' },
  });
  expect([answer.status, countsIn(answer)]).toEqual([200, [1, 0, 0, 0]]);
});

it.each(['', 'alice,bob\n', 'userName,role\na,admin'])('asks again where it is %j', async (text) => {
  const answer = await preview(text);
  expect([answer.status, contentIn(answer)]).toEqual([400, undefined]);
  expect(answer.text).toContain('role="alert"');
});

it('offers no import of what changes nothing', async () => {
  expect(contentIn(await preview('userName\n?'))).toBeUndefined();
});

it.each([
  ['nothing', ''],
  ['what is not packed', Buffer.from('userName\na').toString('base64')],
  ['what unpacks to more than a file may have', gzipSync(Buffer.alloc(17 * 1024 * 1024)).toString('base64')],
])('refuses to import %s', async (_what, content) => {
  expect((await browser.post(form(), form(), { content })).status).toBe(400);
  expect(await names()).toEqual([]);
});
