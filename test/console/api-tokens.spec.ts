import { createTenant, createToken, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
  browser = await ConsoleBrowser.enter(app);
});
afterAll(() => app.close());

const NEW = '/admin/new-api-token';
const LIST = '/admin/api-tokens';

interface Listed {
  readonly id: string;
  readonly name: string;
}
async function tokenNamed(name: string): Promise<Listed | undefined> {
  const { body } = await app.request('GET', '/api/v1/api-tokens?limit=500');
  return (body as { items: Listed[] }).items.find((token) => token.name === name);
}

it('shows a new token once: it works, and no other page has it', async () => {
  const { alias } = await createTenant(app);
  const name = randomAlias();
  const fields = { name, tenant: alias, role: 'viewer', expiresAt: '2099-01-31T10:00' };
  const made = await browser.post(NEW, NEW, fields);
  expect(made.status).toBe(201);
  const secret = /<code id="secret">([^<]+)</.exec(made.text)?.[1] ?? '';
  expect((await app.request('GET', `/api/v1/tenants/${alias}`, { token: secret })).status).toBe(200);
  expect(await tokenNamed(name)).toMatchObject({
    tenant: alias,
    role: 'viewer',
    expiresAt: '2099-01-31T10:00:00.000Z',
  });
  const { text } = await browser.get(LIST);
  expect(text).toContain(name);
  expect(text).not.toContain(secret);
});

it.each([
  ['name', { name: '', role: 'viewer' }, 400],
  ['role', { name: 'x', role: 'owner' }, 400],
  ['expiresAt', { name: 'x', role: 'viewer', expiresAt: '2001-01-31T10:00' }, 400],
  ['expiresAt', { name: 'x', role: 'viewer', expiresAt: 'soon' }, 400],
  ['tenant', { name: 'x', role: 'viewer', tenant: 'nobody-there' }, 404],
])('refuses a wrong %s as the API does', async (_, fields, status) => {
  const answer = await browser.post(NEW, NEW, fields);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain('role="alert"');
  expect(answer.text).not.toContain('id="secret"');
});

it('deletes a token, which is refused from then on', async () => {
  const name = randomAlias();
  await browser.post(NEW, NEW, { name, role: 'admin' });
  const id = (await tokenNamed(name))?.id ?? '';
  const path = `${LIST}/${id}/delete`;
  const deleted = await browser.post(LIST, path);
  expect([deleted.status, deleted.headers.location]).toEqual([303, `${LIST}?done=deleted`]);
  expect(await tokenNamed(name)).toBeUndefined();
  expect((await browser.post(LIST, path)).status).toBe(404);
});

it('is the platform’s alone: a tenant’s administrator makes and deletes none, a viewer neither', async () => {
  const { alias } = await createTenant(app);
  const name = randomAlias();
  for (const token of [await createToken(app, 'admin', alias), await createToken(app, 'viewer')]) {
    const stranger = await ConsoleBrowser.enter(app, token);
    expect((await stranger.post('/admin', NEW, { name, role: 'admin' })).status).toBe(403);
    expect((await stranger.post('/admin', `${LIST}/none/delete`)).status).toBe(403);
  }
  expect(await tokenNamed(name)).toBeUndefined();
  const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer'));
  expect((await viewer.get(LIST)).text).not.toMatch(/new-api-token|\/delete"/);
});
