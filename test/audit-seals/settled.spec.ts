import type { QueryRunner } from 'typeorm';
import { AuditService } from '../../src/audit/audit.service';
import { AuditStream } from '../../src/audit/audit-stream.service';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';

/** Real: Postgres, its locks and snapshots, and the whole service. */
let app: TestApp;
let open: QueryRunner[];
beforeEach(async () => {
  app = await startApp();
  open = [];
});
afterEach(async () => {
  for (const runner of open) await end(runner, 'commit');
  await app.close();
});

const context = { requestId: 'r-1', ip: '203.0.113.7', userAgent: null, actor: 'anonymous' };

/** An event in a transaction that is not committed. */
async function beginEvent(tenantId: string | null): Promise<QueryRunner> {
  const runner = app.dataSource.createQueryRunner();
  await runner.startTransaction();
  const audit = app.nest.get(AuditService, { strict: false });
  await audit.append(runner.manager, { tenantId, type: 'login', details: {}, context });
  open.push(runner);
  return runner;
}

async function end(runner: QueryRunner, how: 'commit' | 'roll back'): Promise<void> {
  if (runner.isReleased) return;
  await (how === 'commit' ? runner.commitTransaction() : runner.rollbackTransaction());
  await runner.release();
}

const settled = () => app.nest.get(AuditStream, { strict: false }).findSettled();
const count = async (): Promise<number> => {
  const [row] = await app.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM audit_events',
  );
  return row?.count ?? 0;
};
const sealedCount = async (): Promise<number> => {
  const [row] = await app.dataSource.query<{ count: number }[]>(
    'SELECT coalesce(sum(count), 0)::int AS count FROM audit_seals',
  );
  return row?.count ?? 0;
};

describe('what is settled', () => {
  it('is all, where nobody is writing', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.append(2);
    expect(await settled()).toBe(3);
  });

  it('is nothing that an open transaction may still add to: its event is sealed once it is there, and in no gap', async () => {
    const trail = await AuditTrail.begin(app);
    const late = await beginEvent(trail.tenantId);
    await trail.append(3);
    expect(await settled()).toBeNull();
    expect(await sealAll(app)).toBe(0);
    expect(await trail.verify()).toMatchObject({ intact: true, seals: 0, tail: { events: 4 } });

    await end(late, 'commit');
    await sealAll(app);
    expect(await trail.verify()).toMatchObject({ intact: true, events: 5, tail: { events: 0 } });
  });

  it('is all again once that was undone', async () => {
    const trail = await AuditTrail.begin(app);
    const late = await beginEvent(trail.tenantId);
    await trail.append(1);
    expect(await settled()).toBeNull();
    await end(late, 'roll back');
    await sealAll(app);
    expect(await trail.verify()).toMatchObject({ intact: true, events: 2, tail: { events: 0 } });
  });

  it('grows while somebody is always writing, as long as it is another one', async () => {
    const trail = await AuditTrail.begin(app);
    let last = await beginEvent(trail.tenantId);
    expect(await settled()).toBeNull();
    for (let round = 0; round < 3; round += 1) {
      const next = await beginEvent(trail.tenantId);
      await end(last, 'commit');
      last = next;
      await sealAll(app);
    }
    expect(await sealedCount()).toBe(4);
    expect(await count()).toBe(4);
    await end(last, 'commit');
    await sealAll(app);
    expect(await trail.verify()).toMatchObject({ intact: true, events: 5, tail: { events: 0 } });
  });

  it('leaves none out and takes none twice, while many write at once and two nodes seal', async () => {
    const other = await startApp({}, app);
    try {
      const trails = await Promise.all([1, 2, 3].map(() => AuditTrail.begin(app)));
      const state = { isWriting: true };
      const writing = Promise.all(trails.map((trail) => trail.append(40))).finally(() => {
        state.isWriting = false;
      });
      while (state.isWriting) await Promise.all([app, other].map((node) => sealAll(node)));
      await writing;
      await sealAll(app);
      expect(await sealedCount()).toBe(await count());
      for (const trail of trails)
        expect(await trail.verify()).toMatchObject({ intact: true, events: 41, tail: { events: 0 } });
    } finally {
      await other.close();
    }
  });

  it('does not hang on any clock: an event under the time and id of long ago is sealed like the others', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(3);
    await trail.query(
      `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       VALUES ($1, '01890a5d-ac96-774b-bcce-b302099a8057', '2023-06-30', 'login', 'anonymous', 'success', 'none', 'r', '{}')`,
    );
    expect(await trail.verify()).toMatchObject({ intact: true });
    await trail.sealed(3);
    expect(await trail.verify()).toMatchObject({ intact: true, seals: 3, events: 8, tail: { events: 0 } });
  });

  it('goes on where the numbers were put back, as by a restore without them', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(5);
    await app.dataSource.query(`SELECT setval('audit_arrivals', 1, false)`);
    expect(await sealAll(app)).toBe(0);
    await trail.sealed(2);
    expect(await trail.verify()).toMatchObject({ intact: true, events: 8, tail: { events: 0 } });
  });
});

describe('a batch', () => {
  it('is bounded, and what has nothing new costs none', async () => {
    const trail = await AuditTrail.begin(app);
    const audit = app.nest.get(AuditService, { strict: false });
    const event = { tenantId: trail.tenantId, type: 'login', details: {}, context } as const;
    await audit.appendAll(
      app.dataSource.manager,
      Array.from({ length: 2500 }, () => event),
    );
    expect(await sealAll(app)).toBe(3);
    expect(await sealAll(app)).toBe(0);
    expect(await trail.verify()).toMatchObject({ intact: true, seals: 3, events: 2501 });
  });

  it('is verified a piece at a time, and what is wrong in any is found', async () => {
    const trail = await AuditTrail.begin(app);
    const audit = app.nest.get(AuditService, { strict: false });
    const event = { tenantId: trail.tenantId, type: 'login', details: {}, context } as const;
    for (let turn = 0; turn < 6; turn += 1)
      await audit.appendAll(
        app.dataSource.manager,
        Array.from({ length: 1200 }, () => event),
      );
    await sealAll(app);
    const first = await trail.verify();
    expect(first).toMatchObject({ intact: true, seals: 5, events: 5000, next: 5, tail: null });
    expect(await trail.verify('?after=5')).toMatchObject({
      intact: true,
      seals: 3,
      events: 2201,
      next: null,
    });

    const ids = await trail.ids();
    for (const index of [4999, 5000])
      await trail.query(`UPDATE audit_events SET code = 'x' WHERE tenant_id = $1 AND id = $2`, ids[index]);
    expect(await trail.flaws()).toEqual([['events_changed', 4, 5, 1000, 1000]]);
    expect(await trail.flaws('?after=5')).toEqual([['events_changed', 5, 6, 1000, 1000]]);
  }, 60_000);
});
