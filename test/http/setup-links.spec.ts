import { Sweeper } from '../../src/database/sweeper';
import { codeOf, createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeSetupLink, setupLinksPath, takeLink } from '../support/setup-links';

const DAY = 86_400;

let app: TestApp;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  app.clock.reset();
  app.clock.set(new Date());
  tenant = await createTenant(app);
});
afterAll(() => app.close());

const path = (rest = '') => `${setupLinksPath(tenant.alias)}${rest}`;
const list = async () => {
  const { body } = await app.request('GET', path());
  return (body as { items: Record<string, unknown>[] }).items;
};
const states = async () => (await list()).map(({ state }) => state);
const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY * 1000).toISOString();

it('shows its secret once, and is in the audit trail without it', async () => {
  const response = await app.request('POST', path(), { body: { note: 'For Jo' } });
  const created = response.body as { id: string; url: string };
  expect([response.status, response.headers.location]).toEqual([201, path(`/${created.id}`)]);
  expect(created).toMatchObject({
    note: 'For Jo',
    state: 'unused',
    createdBy: 'platform',
    expiresAt: inDays(7),
    openedAt: null,
    revokedAt: null,
  });
  const secret = new URL(created.url).searchParams.get('secret') ?? '';
  expect(created.url).toBe(`${app.settings.baseUrl}/admin/set-up/${tenant.alias}?secret=${secret}`);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect((await list()).map((listed) => ({ ...listed, url: created.url }))).toEqual([created]);
  expect((await list())[0]).not.toHaveProperty('url');
  const audit = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?limit=1`);
  expect(audit.body).toMatchObject({
    items: [{ type: 'setup_link.created', actor: 'platform', details: { id: created.id, note: 'For Jo' } }],
  });
  expect(audit.text).not.toContain(secret);
});

it.each([
  [{ ttlSeconds: 300 }, 300],
  [{ ttlSeconds: 30 * DAY }, 30 * DAY],
  [{ ttlSeconds: null, expiresAt: null, note: null }, 7 * DAY],
])('lasts as long as %j says', async (body, seconds) => {
  const { expiresAt } = await makeSetupLink(app, tenant.alias, body);
  expect(Date.parse(expiresAt)).toBe(app.clock.now().getTime() + seconds * 1000);
});

it('ends when it is told to', async () => {
  const expiresAt = inDays(20);
  expect(await makeSetupLink(app, tenant.alias, { expiresAt })).toMatchObject({ expiresAt });
});

it.each([
  ['a time that is too short', () => ({ ttlSeconds: 299 })],
  ['a time that is too long', () => ({ ttlSeconds: 30 * DAY + 1 })],
  ['half a second', () => ({ ttlSeconds: 300.5 })],
  ['an end that has passed', () => ({ expiresAt: inDays(-1) })],
  ['an end that is now', () => ({ expiresAt: inDays(0) })],
  ['an end too far ahead', () => ({ expiresAt: inDays(31) })],
  ['an end and a time', () => ({ expiresAt: inDays(1), ttlSeconds: DAY })],
  ['a note of two lines', () => ({ note: 'a\nb' })],
  ['another field', () => ({ tenant: 'acme' })],
])('is not made with %s', async (_, body) => {
  const response = await app.request('POST', path(), { body: body() });
  expect([response.status, codeOf(response)]).toEqual([400, 'request.invalid']);
  expect(await list()).toEqual([]);
});

it('tells its state: unused, opened, expired, revoked', async () => {
  const [unused, opened, revoked] = [
    await makeSetupLink(app, tenant.alias),
    await makeSetupLink(app, tenant.alias),
    await makeSetupLink(app, tenant.alias),
  ];
  await takeLink(app, opened);
  await app.request('DELETE', path(`/${revoked.id}`));
  expect(await list()).toMatchObject([
    { id: revoked.id, state: 'revoked', revokedAt: inDays(0) },
    { id: opened.id, state: 'opened', openedAt: inDays(0) },
    { id: unused.id, state: 'unused' },
  ]);
  app.clock.advance(7 * DAY);
  expect(await states()).toEqual(['revoked', 'expired', 'expired']);
});

it('is revoked once', async () => {
  const { id } = await makeSetupLink(app, tenant.alias);
  expect((await app.request('DELETE', path(`/${id}`))).status).toBe(204);
  for (const unknown of [id, '01890a5d-ac96-774b-bcce-b302099a8057', 'none'])
    expect(codeOf(await app.request('DELETE', path(`/${unknown}`)))).toBe('not_found');
});

it('is paged, newest first', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift((await makeSetupLink(app, tenant.alias)).id);
  const first = (await app.request('GET', path('?limit=2'))).body as {
    items: { id: string }[];
    nextCursor: string;
  };
  const second = (await app.request('GET', path(`?limit=2&cursor=${first.nextCursor}`))).body as typeof first;
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
});

it('is forgotten a month after its end', async () => {
  await makeSetupLink(app, tenant.alias);
  app.clock.advance(36 * DAY);
  await app.nest.get(Sweeper).sweepAll();
  expect(await states()).toEqual(['expired']);
  app.clock.advance(2 * DAY);
  await app.nest.get(Sweeper).sweepAll();
  expect(await states()).toEqual([]);
});

it('is made and revoked by administrators of its tenant alone; its viewers see it', async () => {
  const { id } = await makeSetupLink(app, tenant.alias);
  const other = await createTenant(app);
  const [viewer, stranger] = [
    await createToken(app, 'viewer', tenant.alias),
    await createToken(app, 'admin', other.alias),
  ];
  const calls = (token: string) =>
    Promise.all([
      app.request('GET', path(), { token }),
      app.request('POST', path(), { token, body: {} }),
      app.request('DELETE', path(`/${id}`), { token }),
    ]);
  expect((await calls(viewer)).map(({ status }) => status)).toEqual([200, 403, 403]);
  expect((await calls(stranger)).map(({ status }) => status)).toEqual([403, 403, 403]);
  const foreign = await app.request('DELETE', `${setupLinksPath(other.alias)}/${id}`);
  expect(codeOf(foreign)).toBe('not_found');
  expect(await states()).toEqual(['unused']);
});

it('goes with its tenant', async () => {
  const link = await makeSetupLink(app, tenant.alias);
  await app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
  expect((await takeLink(app, link)).status).toBe(404);
  const [row] = await app.dataSource.query<[{ count: number }]>(
    'SELECT count(*)::integer AS count FROM setup_links WHERE tenant_id = $1',
    [tenant.id],
  );
  expect(row.count).toBe(0);
});
