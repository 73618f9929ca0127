import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { SEALED_STORES } from '../../src/sealed-stores';
import { masterKeyIdOf, Sealing } from '../../src/secrets/sealing';
import { RotateMasterKey } from '../../src/tenants/rotate-master-key';
import { createTenant } from '../support/api';
import type { TestApp } from '../support/app';
import { checkOf, keysOf, newKey, oldKey, RotatedService, SP_KEY_COLUMNS } from '../support/rotated-service';

describe('a rotation of the master key, and what comes at the same moment', () => {
  let service: RotatedService;
  let app: TestApp;
  beforeEach(async () => {
    service = await RotatedService.start();
    ({ app } = service);
  });
  afterEach(() => service.stop());

  const rotate = (from?: Buffer, to?: Buffer) => service.rotate(from, to);
  const node = (masterKey: Buffer, newMasterKey?: Buffer) => service.node(masterKey, newMasterKey);

  it('is refused while another is under way', async () => {
    await keysOf(app).require((await createTenant(app)).id, 'signing');
    const runner = app.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT pg_advisory_xact_lock(hashtext('ram-sso'), hashtext('master key'))`);
    await expect(rotate()).rejects.toThrow(/under way/);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await rotate()).toBe(1);
  });

  it('of two at once to different keys, one alone is done', async () => {
    const { id } = await createTenant(app);
    await keysOf(app).require(id, 'signing');
    const other = new DataSource(dataSourceOptions(app.databaseUrl, { poolSize: 1 }));
    await other.initialize();
    const otherKey = randomBytes(32);
    const ends = await Promise.allSettled([
      rotate(),
      new RotateMasterKey(other, SEALED_STORES).run(oldKey, otherKey),
    ]);
    await other.destroy();
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'StartError' },
    });
    const winner = await node(ends[0].status === 'fulfilled' ? newKey : otherKey);
    await checkOf(winner);
    await keysOf(winner).require(id, 'signing');
  });

  /** A node's insert of a key under the old master key, up to its commit, which is answered. */
  async function sealLate(tenantId: string): Promise<() => Promise<void>> {
    const purpose = `sp-key:${tenantId}:signing`;
    const { sealed, masterKeyId } = new Sealing(oldKey).seal(Buffer.from('late'), purpose);
    const runner = app.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `INSERT INTO sp_keys (${SP_KEY_COLUMNS}) VALUES ($1, $1, 'signing', 'current', $2, $3, '', now(), now(), now())`,
      [tenantId, sealed, masterKeyId],
    );
    return async () => {
      await runner.commitTransaction();
      await runner.release();
    };
  }

  it('is no matter of a start: a key that is sealed at that moment keeps its master key in force', async () => {
    const { id } = await createTenant(app);
    await checkOf(app);
    const stranger = await node(randomBytes(32));
    const commit = await sealLate(id);
    const checked = checkOf(stranger).catch((error: unknown) => error);
    await untilWaiting(app);
    await commit();
    expect(await checked).toMatchObject({ name: 'StartError', exitCode: 2 });
    await expect(checkOf(app)).resolves.toBe(masterKeyIdOf(oldKey));
  });

  it('loses no key that is made at the same moment', async () => {
    const { id } = await createTenant(app);
    await checkOf(app);
    const commit = await sealLate(id);
    const rotated = rotate();
    await untilWaiting(app);
    await commit();
    expect(await rotated).toBe(1);
    const [row] = await app.dataSource.query<{ sealed: Buffer; masterKeyId: string }[]>(
      'SELECT sealed_private_key AS sealed, master_key_id AS "masterKeyId" FROM sp_keys',
    );
    const opened = row && new Sealing(newKey).open(row.sealed, row.masterKeyId, `sp-key:${id}:signing`);
    expect(opened?.toString()).toBe('late');
  });

  it('lets a node that holds both keys make a key across it', async () => {
    const both = await node(oldKey, newKey);
    await checkOf(both);
    const { id } = await createTenant(app);
    const runner = app.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('INSERT INTO master_keys VALUES ($1, now())', [masterKeyIdOf(newKey)]);
    await runner.query('SELECT FROM master_keys WHERE id = $1 FOR UPDATE', [masterKeyIdOf(oldKey)]);
    const made = keysOf(both).require(id, 'signing');
    await untilWaiting(app);
    await runner.query('DELETE FROM master_keys WHERE id = $1', [masterKeyIdOf(oldKey)]);
    await runner.commitTransaction();
    await runner.release();
    const { certificateDer } = await made;
    const seen = await keysOf(await node(newKey)).require(id, 'signing');
    expect(seen.certificateDer.equals(certificateDer)).toBe(true);
  });
});

/** Until some statement on the database waits for another's lock. */
async function untilWaiting(app: TestApp): Promise<void> {
  for (;;) {
    const [row] = await app.dataSource.query<{ waiting: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting`,
    );
    if (row?.waiting) return;
  }
}
