import { RamUsersService } from '../../src/ram-users/ram-users.service';
import { createTenant, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

/** Real: Postgres and the whole service. */
let app: TestApp;
let users: RamUsersService;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
  users = app.nest.get(RamUsersService, { strict: false });
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

const patch = (userName: string, body: object) =>
  app.request('PATCH', `/api/v1/tenants/${tenant.alias}/users/${userName}`, { body });

it.each(['none', 'viewer', 'admin'])('is %s where it was made so', async (consoleRole) => {
  const { id } = await createUser(app, tenant.alias, { consoleRole });
  expect(await users.findConsoleRole(tenant, id)).toBe(consoleRole);
});

it('is what it was changed to, under whatever name, and the default once it is cleared', async () => {
  const { id } = await createUser(app, tenant.alias, { userName: 'alice' });
  expect((await patch('alice', { consoleRole: 'admin' })).body).toMatchObject({ consoleRole: 'admin' });
  expect((await patch('alice', { userName: 'bob' })).body).toMatchObject({ consoleRole: 'admin' });
  expect(await users.findConsoleRole(tenant, id)).toBe('admin');
  expect((await patch('bob', { consoleRole: null })).body).toMatchObject({ consoleRole: 'none' });
  expect(await users.findConsoleRole(tenant, id)).toBe('none');
});

it('is nothing of a user who is disabled, gone, or of another tenant', async () => {
  const other = await createTenant(app);
  const { id, userName } = await createUser(app, tenant.alias, { consoleRole: 'admin' });
  expect(await users.findConsoleRole(other, id)).toBeNull();
  await patch(userName, { status: 'disabled' });
  expect(await users.findConsoleRole(tenant, id)).toBeNull();
  await patch(userName, { status: 'active' });
  expect(await users.findConsoleRole(tenant, id)).toBe('admin');
  await app.request('DELETE', `/api/v1/tenants/${tenant.alias}/users/${userName}`);
  expect(await users.findConsoleRole(tenant, id)).toBeNull();
});

it('is told by the audit trail, with what it was before', async () => {
  await createUser(app, tenant.alias, { userName: 'alice', consoleRole: 'viewer' });
  await patch('alice', { consoleRole: 'admin' });
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?userName=alice`);
  expect(body).toMatchObject({
    items: [
      {
        type: 'user.updated',
        details: { changed: ['consoleRole'], consoleRole: 'admin', formerConsoleRole: 'viewer' },
      },
      { type: 'user.created', details: { consoleRole: 'viewer' } },
    ],
  });
});
