import { RamUserBatchesRepository } from '../../src/ram-users/ram-user-batches.repository';
import { TenantsRepository } from '../../src/tenants/tenants.repository';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { importPath, ndjson } from '../support/import';

/** An import changes some users of a tenant and makes others while the tenant is deleted: neither must wait for what the other holds. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('ends without a deadlock', async () => {
  const { alias } = await createTenant(app);
  const post = (...users: object[]) =>
    app.request('POST', importPath(alias), {
      body: ndjson(...users),
      headers: { 'content-type': 'application/x-ndjson' },
    });
  await post({ userName: 'a1' }, { userName: 'a2' });
  const batches = app.nest.get(RamUserBatchesRepository, { strict: false });
  const lock = batches.lock.bind(batches);
  let removal: ReturnType<TestApp['request']> | undefined;
  const deleting = jest.spyOn(app.nest.get(TenantsRepository, { strict: false }), 'lockWhole');
  const locking = jest.spyOn(batches, 'lock').mockImplementationOnce(async (...args) => {
    const found = await lock(...args);
    removal = app.request('DELETE', `/api/v1/tenants/${alias}`);
    await untilBlocked();
    return found;
  });
  const imported = await post({ userName: 'a1', displayName: 'other' }, { userName: 'b1' });
  expect([imported.status, (await removal)?.status]).toEqual([200, 204]);
  // Whoever was a deadlock's victim begins anew.
  expect([locking.mock.calls.length, deleting.mock.calls.length]).toEqual([1, 1]);
});

/** Until the deletion waits for what the import has locked. */
async function untilBlocked(): Promise<void> {
  for (;;) {
    const [{ blocked }] = await app.dataSource.query<[{ blocked: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS blocked`,
    );
    if (blocked) return;
  }
}
