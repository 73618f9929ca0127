import { AuditPartitionsRepository } from '../../src/audit/audit-partitions.repository';
import { AuditStream } from '../../src/audit/audit-stream.service';
import { monthsFrom } from '../../src/audit/audit-months';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail } from '../support/audit-trail';

/** Real: Postgres, its locks and partitions, and the whole service. */
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const stream = () => app.nest.get(AuditStream, { strict: false });

/** Until somebody waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await app.dataSource.query<unknown[]>(waiting)).length === 0);
}

describe('what is read in the order of its arrival', () => {
  it('has what is moved to a partition of its own at that moment', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.append(2);
    const maker = app.dataSource.createQueryRunner();
    await maker.startTransaction();
    const [month] = monthsFrom(app.clock.now(), 0);
    if (!month) throw new Error('no month');
    await app.nest.get(AuditPartitionsRepository, { strict: false }).make(maker.manager, month);

    const listed = app.dataSource.transaction((tx) => stream().list(tx, 0, 3));
    await somebodyWaits();
    await maker.commitTransaction();
    await maker.release();
    expect((await listed).map(({ arrival }) => arrival)).toEqual([1, 2, 3]);
  });

  it('is held against no look that began later: who asks at once hears one answer', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.append(1);
    const [first, second] = [stream().findSettled(), stream().findSettled()];
    expect(await first).toBe(2);
    expect(await second).toBe(2);
  });
});
