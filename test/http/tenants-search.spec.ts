import { createTenant, createToken, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function search(query: string, rest = '') {
  const response = await app.request('GET', `/api/v1/tenants?query=${encodeURIComponent(query)}${rest}`);
  expect(response.status).toBe(200);
  const { items, nextCursor } = response.body as { items: { alias: string }[]; nextCursor: string | null };
  return { aliases: items.map(({ alias }) => alias), nextCursor };
}

it('finds tenants by the beginning of alias, display name and each domain, without regard to case', async () => {
  const own = randomAlias();
  const tenant = await createTenant(app, {
    alias: own,
    displayName: `Müller ${own}`,
    domainAlias: `alias-${own}.test`,
    auxiliaryDomain: `other-${own}.test`,
  });
  await createTenant(app, { displayName: 'Somebody else' });
  for (const query of [
    own,
    own.toUpperCase(),
    `MüLLER ${own}`,
    `ALIAS-${own}.T`,
    `other-${own}`,
    tenant.defaultDomain,
  ]) {
    expect([query, (await search(query)).aliases]).toEqual([query, [own]]);
  }
  for (const query of [own.slice(1), `${own}%`, 'M_ller', `${own}\\`])
    expect([query, (await search(query)).aliases]).toEqual([query, []]);
});

it('takes % and \\ of a name for what they are', async () => {
  const own = randomAlias();
  await createTenant(app, { alias: own, displayName: `100%\\ ${own}` });
  expect((await search(`100%\\ ${own}`)).aliases).toEqual([own]);
  expect((await search('100%\\')).aliases).toEqual([own]);
  expect((await search('1%')).aliases).toEqual([]);
});

it('pages through what it finds, and through all where nothing is asked', async () => {
  const prefix = randomAlias();
  const all = ['a', 'b', 'c'].map((letter) => `${prefix}-${letter}`);
  for (const alias of all) await createTenant(app, { alias });
  const first = await search(prefix, '&limit=2');
  expect(first.aliases).toEqual(all.slice(0, 2));
  const second = await search(prefix, `&limit=2&cursor=${first.nextCursor}`);
  expect(second).toEqual({ aliases: all.slice(2), nextCursor: null });
  expect((await search('', '&limit=500')).aliases).toEqual(expect.arrayContaining(all));
});

it('refuses what no text of a line is, and a tenant’s own token', async () => {
  for (const query of ['%00', '%0a', 'x'.repeat(129)]) {
    const { status, body } = await app.request('GET', `/api/v1/tenants?query=${query}`);
    expect([status, body]).toMatchObject([400, { errors: [{ field: 'query' }] }]);
  }
  const { alias } = await createTenant(app);
  const token = await createToken(app, 'admin', alias);
  expect((await app.request('GET', `/api/v1/tenants?query=${alias}`, { token })).status).toBe(403);
});
