import { AuditMonths } from '../../src/audit/audit-months.service';
import { MakeAuditPartitions } from '../../src/audit/make-audit-partitions';
import { DropOldEvents } from '../../src/audit-seals/drop-old-events';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';

/** Real: Postgres and the whole service. Set: the clock. */
let app: TestApp;
let trail: AuditTrail;
beforeEach(async () => {
  app = await startApp({ auditRetentionMonths: 2 });
  trail = await AuditTrail.begin(app);
});
afterEach(() => app.close());

const drops = () => app.nest.get(DropOldEvents, { strict: false });

/** Events of a month, in its partition, sealed. */
async function inMonth(month: string, ...batches: readonly number[]): Promise<void> {
  app.clock.set(new Date(`${month}-15T00:00:00Z`));
  await app.nest.get(MakeAuditPartitions, { strict: false }).run();
  await trail.sealed(...batches);
}

async function dropAll(at: string): Promise<number> {
  app.clock.set(new Date(at));
  let dropped = 0;
  while ((await drops().dropOldest()) > 0) dropped += 1;
  return dropped;
}

async function months(): Promise<string[]> {
  const rows = await app.dataSource.query<{ name: string }[]>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_events'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }) => name.replace('audit_events_', ''));
}

describe('what is older than AUDIT_RETENTION_MONTHS', () => {
  it('goes by whole months, the oldest first, and so many whole months stay', async () => {
    await inMonth('2021-01', 1);
    expect(await dropAll('2021-03-31T23:59:59Z')).toBe(0);
    expect(await dropAll('2021-05-01T00:00:00Z')).toBe(2);
    expect(await months()).toEqual(['2021_03', 'default']);
  });

  it('is told by what is verified, up to which seal, and all that is left is verified', async () => {
    await inMonth('2021-01', 2, 3);
    await inMonth('2021-02', 4);
    await dropAll('2021-04-01T00:00:00Z');
    await sealAll(app);
    // The trail's first seal holds its creation, at the time that it really is.
    expect(await trail.verify()).toMatchObject({ intact: true, droppedUpToSeal: 3, tail: { events: 0 } });

    await trail.query(
      `DELETE FROM audit_events WHERE tenant_id = $1 AND time BETWEEN '2021-02-01' AND '2021-12-31'`,
    );
    expect(await trail.flaws()).toEqual([['events_removed', 3, 4, 4, 0]]);
  });

  it('is no excuse for whoever deletes himself: what he says that was dropped is not believed', async () => {
    await inMonth('2021-01', 2);
    await dropAll('2021-04-01T00:00:00Z');
    await inMonth('2021-04', 3);
    await app.dataSource.query(
      `INSERT INTO audit_drops (month, arrival, key_id, hash, dropped_at)
       SELECT '2021-04-01', 1000000, key_id, hash, dropped_at FROM audit_drops ORDER BY month DESC LIMIT 1`,
    );
    await trail.query(
      `DELETE FROM audit_events WHERE tenant_id = $1 AND time BETWEEN '2021-04-01' AND '2021-12-31'`,
    );
    expect(await trail.flaws()).toEqual([['events_removed', 2, 3, 3, 0]]);
  });

  it('is told where something stands in it that was put there afterwards', async () => {
    await inMonth('2021-01', 2);
    await dropAll('2021-04-01T00:00:00Z');
    await trail.query(
      `INSERT INTO audit_events (tenant_id, id, time, arrival, type, actor, outcome, ip, request_id, details)
       VALUES ($1, '00000000-0000-7000-8000-000000000000', '2021-01-15', 1, 'login', 'x', 'success', 'none', 'r', '{}')`,
    );
    expect((await trail.flaws())[0]).toEqual([
      'events_inserted',
      null,
      1,
      0,
      1,
      '00000000-0000-7000-8000-000000000000',
    ]);
  });

  it('stays until it is sealed', async () => {
    await inMonth('2021-01');
    await trail.append(2);
    expect(await dropAll('2021-04-01T00:00:00Z')).toBe(0);
    await sealAll(app);
    expect(await dropAll('2021-04-01T00:00:00Z')).toBe(1);
  });

  it('stays for another time where somebody reads for long, and nothing says that it went', async () => {
    await inMonth('2021-01', 2);
    const reader = app.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM audit_events');
    expect(await dropAll('2021-04-01T00:00:00Z')).toBe(0);
    await reader.rollbackTransaction();
    await reader.release();
    expect(await trail.verify()).toMatchObject({ intact: true, droppedUpToSeal: null });
    expect(await dropAll('2021-04-01T00:00:00Z')).toBe(1);
  });

  it('stays where a node alone believes that it is old', async () => {
    const month = new Date().toISOString().slice(0, 7);
    await inMonth(month, 2);
    expect(await dropAll('2041-01-01T00:00:00Z')).toBe(0);
    expect(await months()).toContain(month.replace('-', '_'));
  });

  it('is written down in the trail of the platform', async () => {
    await inMonth('2021-01', 1);
    await dropAll('2021-04-01T00:00:00Z');
    expect(
      await app.dataSource.query(`SELECT actor, details FROM audit_events WHERE type = 'audit.dropped'`),
    ).toEqual([{ actor: 'retention', details: { month: '2021-01' } }]);
  });
});

it('without the setting all is kept', async () => {
  await inMonth('2021-01', 1);
  const keeping = await startApp({ auditRetentionMonths: 0 }, app);
  app.clock.set(new Date('2041-01-01T00:00:00Z'));
  expect(await keeping.nest.get(DropOldEvents, { strict: false }).dropOldest()).toBe(0);
  expect((await keeping.nest.get(AuditMonths, { strict: false }).findOldest())?.partition).toBe(
    'audit_events_2021_01',
  );
  await keeping.close();
});
