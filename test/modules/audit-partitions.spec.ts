import { randomUUID } from 'node:crypto';
import { AuditService } from '../../src/audit/audit.service';
import { MakeAuditPartitions } from '../../src/audit/make-audit-partitions';
import { startApp, type TestApp } from '../support/app';

/** Real: Postgres and the whole service. Set: the clock. */
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const make = () => app.nest.get(MakeAuditPartitions, { strict: false }).run();

async function append(at: string): Promise<string> {
  const requestId = randomUUID();
  app.clock.set(new Date(at));
  const context = { requestId, ip: '203.0.113.7', userAgent: null, actor: 'anonymous' };
  const event = { tenantId: null, type: 'login', outcome: 'success', details: {}, context } as const;
  await app.nest.get(AuditService, { strict: false }).append(app.dataSource.manager, event);
  return requestId;
}

async function partitionOf(requestId: string): Promise<string> {
  const rows: { partition: string }[] = await app.dataSource.query(
    'SELECT tableoid::regclass::text AS partition FROM audit_events WHERE request_id = $1',
    [requestId],
  );
  return rows.map(({ partition }) => partition).join();
}

describe('MakeAuditPartitions', () => {
  it('makes this month and two ahead, once', async () => {
    app.clock.set(new Date('2031-11-15T00:00:00Z'));
    expect(await make()).toBe(3);
    expect(await make()).toBe(0);
    app.clock.set(new Date('2031-12-01T00:00:00Z'));
    expect(await make()).toBe(1);
  });

  it('puts events into the partition of their month', async () => {
    app.clock.set(new Date('2031-11-15T00:00:00Z'));
    await make();
    expect(await partitionOf(await append('2031-11-30T23:59:59.999Z'))).toBe('audit_events_2031_11');
    expect(await partitionOf(await append('2031-12-01T00:00:00Z'))).toBe('audit_events_2031_12');
    expect(await partitionOf(await append('2032-02-01T00:00:00Z'))).toBe('audit_events_default');
  });

  it('moves what the default partition caught of a month', async () => {
    const caught = await append('2031-11-15T00:00:00Z');
    const other = await append('2031-10-31T23:59:59Z');
    expect(await partitionOf(caught)).toBe('audit_events_default');
    app.clock.set(new Date('2031-11-15T00:00:00Z'));
    await make();
    expect(await partitionOf(caught)).toBe('audit_events_2031_11');
    expect(await partitionOf(other)).toBe('audit_events_default');
  });

  it('gives each partition the key and the indexes of the whole', async () => {
    app.clock.set(new Date('2031-11-15T00:00:00Z'));
    await make();
    const count = async (table: string): Promise<unknown> =>
      app.dataSource.query('SELECT count(*)::int AS count FROM pg_indexes WHERE tablename = $1', [table]);
    expect(await count('audit_events')).toEqual([{ count: 8 }]);
    expect(await count('audit_events_2031_11')).toEqual([{ count: 8 }]);
  });

  it('leaves it to another time where somebody reads for long, so that nobody waits for both', async () => {
    app.clock.set(new Date('2031-11-15T00:00:00Z'));
    const reader = app.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM audit_events');
    expect(await make()).toBe(0);
    expect(await partitionOf(await append('2031-11-15T00:00:00Z'))).toBe('audit_events_default');
    await reader.rollbackTransaction();
    await reader.release();
    expect(await make()).toBe(3);
  });
});
