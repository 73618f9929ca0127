import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AuditArrivalsRepository } from '../../src/audit/audit-arrivals.repository';
import { MakeAuditPartitions } from '../../src/audit/make-audit-partitions';
import { AuditExport } from '../../src/audit-export/audit-export';
import { ExportEvents } from '../../src/audit-export/export-events';
import { FileSink } from '../../src/audit-export/file-sink';
import { ExportFailed, type Sink } from '../../src/audit-export/sink';
import { DropOldEvents } from '../../src/audit-seals/drop-old-events';
import { startApp, type TestApp } from '../support/app';
import { allIds, eventsIn, exportedTo, sweep } from '../support/audit-export';
import { AuditTrail } from '../support/audit-trail';
import { readExposition, valueOf } from '../support/exposition';

/** Real: Postgres, the sweeper, the whole service, and the file. Set: the clock. */
let app: TestApp;
let trail: AuditTrail;
let directory: string;
let path: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ram-export-'));
  path = join(directory, 'audit.ndjson');
  app = await startApp({ auditExportFile: path });
  trail = await AuditTrail.begin(app);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
  rmSync(directory, { recursive: true, force: true });
});

const ids = (file = path): string[] => exportedTo(file).map(({ id }) => id);

/** What /metrics tells of the export. */
async function told(name: string): Promise<number | undefined> {
  app.clock.advance(31);
  const { text } = await app.request('GET', '/metrics');
  return valueOf(readExposition(text), name, { sink: 'file' });
}

describe('the file', () => {
  it('has every event once, in the order of its arrival, with what the API says of it and whose it is', async () => {
    await trail.append(2, { code: 'saml.expired' });
    await sweep(app);
    await trail.append(1);
    await sweep(app);
    expect(ids()).toEqual(await allIds(app));
    const lines = exportedTo(path);
    expect(lines.map(({ arrival }) => arrival)).toEqual([1, 2, 3, 4]);
    const { body } = await app.request('GET', `/api/v1/tenants/${trail.alias}/audit-events`);
    const { items } = body as { items: { id: string }[] };
    const owner = { tenantId: trail.tenantId, tenant: trail.alias };
    expect(lines).toEqual(items.reverse().map((item, index) => ({ ...item, ...owner, arrival: index + 1 })));
  });

  it('has what is the platform’s, and what was a tenant’s that is gone', async () => {
    await app.request('DELETE', `/api/v1/tenants/${trail.alias}`);
    await trail.append(1, { tenantId: null, type: 'api_token.created' });
    await sweep(app);
    expect(exportedTo(path).map(({ tenantId, tenant, type }) => [tenantId, tenant, type])).toEqual([
      [trail.tenantId, null, 'tenant.created'],
      [trail.tenantId, null, 'tenant.deleted'],
      [null, null, 'tenant.deleted'],
      [null, null, 'api_token.created'],
    ]);
  });

  it('is its owner’s alone, unless there was one of another mode', async () => {
    await sweep(app);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o640);
    await trail.append(1);
    await sweep(app);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('may be renamed at any time: what comes goes to a new one', async () => {
    await sweep(app);
    renameSync(path, `${path}.1`);
    await trail.append(2);
    await sweep(app);
    expect([...ids(`${path}.1`), ...ids()]).toEqual(await allIds(app));
    expect(ids()).toHaveLength(2);
  });

  it('has what was written but not noted twice, and nothing less, after the end of a process in between', async () => {
    await sweep(app);
    await trail.append(3);
    jest.spyOn(app.nest.get(AuditArrivalsRepository), 'advance').mockRejectedValueOnce(new Error('killed'));
    await sweep(app);
    const other = await startApp({ auditExportFile: path }, app);
    await sweep(other);
    const [created, ...logins] = await allIds(app);
    expect(ids()).toEqual([created, ...logins, ...logins]);
    await other.close();
  });

  it('ends a line that was torn, and goes on after it', async () => {
    await sweep(app);
    appendFileSync(path, '{"arrival":2,"tenan');
    await trail.append(2);
    await sweep(app);
    expect(ids()).toEqual(await allIds(app));
    expect(
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('"tenan')),
    ).toHaveLength(1);
  });
});

describe('where it can not be written', () => {
  it('waits for its directory, and says by /metrics how long and how much', async () => {
    const later = join(directory, 'later');
    await app.close();
    app = await startApp({ auditExportFile: join(later, 'audit.ndjson') });
    trail = await AuditTrail.begin(app);
    await trail.append(4);
    await sweep(app);
    expect(await told('ram_sso_audit_export_pending')).toBe(5);
    expect(await told('ram_sso_audit_export_position')).toBe(0);
    const [oldest] = await app.dataSource.query<{ time: Date }[]>(
      'SELECT min(time) AS time FROM audit_events',
    );
    expect(await told('ram_sso_audit_export_oldest_timestamp_seconds')).toBe(Number(oldest?.time) / 1000);
    const failures = readExposition((await app.request('GET', '/metrics')).text);
    expect(valueOf(failures, 'ram_sso_sweep_failures_total', { sweep: 'audit export to file' })).toBe(1);

    mkdirSync(later);
    await sweep(app);
    expect(ids(join(later, 'audit.ndjson'))).toEqual(await allIds(app));
    expect(await told('ram_sso_audit_export_pending')).toBe(0);
    expect(await told('ram_sso_audit_export_position')).toBe(5);
    expect(await told('ram_sso_audit_export_oldest_timestamp_seconds')).toBeUndefined();
  });

  it('gives up a disk that does not answer, and begins nothing more there until it has', async () => {
    const open = fileSystem.open;
    let answer = (): void => undefined;
    const disk = new Promise<void>((resolve) => (answer = resolve));
    const opened = jest.spyOn(fileSystem, 'open').mockImplementation(async (...args) => {
      await disk;
      return open(...args);
    });
    const sink = new FileSink(path, 20);
    const piece = { lines: '{"id":"a"}\n', firstArrival: 1, lastArrival: 1 };
    await expect(sink.put(piece)).rejects.toThrow(/more than 20 ms.*They wait\./);
    await expect(sink.put(piece)).rejects.toThrow(/has not ended yet/);
    expect(opened).toHaveBeenCalledTimes(1);
    answer();
    const isTaken = () =>
      sink
        .put(piece)
        .then(() => true)
        .catch(() => setImmediate(false));
    while (!(await isTaken()));
    expect(exportedTo(path).map(({ id }) => id)).toEqual(['a', 'a']);
  });

  it('is left alone for a while after each failure, a minute at most', async () => {
    const tries: number[] = [];
    const sink: Sink = {
      kind: 'file',
      pieceBytes: 1000,
      put: () => {
        tries.push(app.clock.now().getTime() - began);
        return Promise.reject(new ExportFailed('full'));
      },
    };
    const events = app.nest.get(ExportEvents, { strict: false });
    const one = new AuditExport(sink, 'left-alone', app.clock, events, new AbortController().signal);
    app.clock.set(new Date());
    const began = app.clock.now().getTime();
    for (let seconds = 0; seconds < 200; seconds += 5) {
      await one.run().catch(() => undefined);
      app.clock.advance(5);
    }
    expect(tries.map((ms) => ms / 1000)).toEqual([0, 5, 15, 35, 75, 135, 195]);
    // A clock that was put back by an hour does not make it wait for one.
    app.clock.advance(-3600);
    await expect(one.run()).rejects.toThrow(ExportFailed);
  });
});

describe('AUDIT_RETENTION_MONTHS', () => {
  it('lets go what is exported, and keeps what is not as long as somebody asks for it', async () => {
    const node = await startApp({ auditRetentionMonths: 1 }, app);
    const drops = () => node.nest.get(DropOldEvents, { strict: false }).dropOldest();
    app.clock.set(new Date('2021-01-15T00:00:00Z'));
    await app.nest.get(MakeAuditPartitions, { strict: false }).run();
    await sweep(app);
    await trail.sealed(2);
    app.clock.set(new Date('2021-04-01T00:00:00Z'));
    expect(await drops()).toBe(0);
    await sweep(app);
    expect(await drops()).toBe(1);

    app.clock.set(new Date('2021-02-15T00:00:00Z'));
    await trail.sealed(2);
    app.clock.set(new Date('2021-04-01T00:00:00Z'));
    expect(await drops()).toBe(0);
    await app.dataSource.query(`UPDATE audit_cursors SET seen_at = seen_at - interval '25 hours'`);
    expect(await drops()).toBe(1);
    await node.close();
  });
});

describe('after a failover to a standby that was behind', () => {
  it('has what is written from then on, under numbers that were drawn before on the other', async () => {
    await trail.query(
      `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       SELECT $1, gen_random_uuid(), now(), 'login', 'anonymous', 'success', 'none', 'r', '{}' FROM generate_series(1, 2500)`,
    );
    const taken: string[] = [];
    const sink: Sink = {
      kind: 'file',
      pieceBytes: 1_000_000,
      put: ({ lines }) => {
        taken.push(...eventsIn(lines).map(({ id }) => id));
        return Promise.resolve();
      },
    };
    const events = app.nest.get(ExportEvents, { strict: false });
    const batch = () => events.run(sink, 'behind', new AbortController().signal);
    expect(await batch()).toBe(2000);
    await app.dataSource.query('DELETE FROM audit_events WHERE arrival > 2000');
    await app.dataSource.query(`SELECT setval('audit_arrivals', 2000)`);
    await batch();
    await trail.append(3);
    while ((await batch()) > 0);
    expect(taken).toEqual(await allIds(app));
  });
});

describe('several', () => {
  it('nodes of one name write each event once between them, while many write and one transaction takes long', async () => {
    const other = await startApp({ auditExportFile: path }, app);
    const trails = await Promise.all([1, 2, 3].map(() => AuditTrail.begin(app)));
    const late = app.dataSource.createQueryRunner();
    await late.startTransaction();
    await late.query(
      `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       VALUES ($1, '01890a5d-ac96-774b-bcce-b302099a8057', now(), 'login', 'anonymous', 'success', 'none', 'r', '{}')`,
      [trail.tenantId],
    );
    await sweep(app, other);
    const before = ids();
    const state = { isWriting: true };
    const writing = Promise.all(trails.map((one) => one.append(40))).finally(() => {
      state.isWriting = false;
    });
    await sweep(app, other);
    await late.commitTransaction();
    await late.release();
    while (state.isWriting) await sweep(app, other);
    await writing;
    await sweep(app, other);
    await sweep(app);
    expect(before).toEqual([]);
    expect(ids()).toEqual(await allIds(app));
    expect(ids()).toHaveLength(125);
    await other.close();
  });

  it('nodes of different names have all events, each for itself', async () => {
    const own = join(directory, 'node-2.ndjson');
    const other = await startApp({ auditExportFile: own, auditExportName: 'node-2' }, app);
    await trail.append(2);
    await sweep(app, other);
    expect(ids()).toEqual(await allIds(app));
    expect(ids(own)).toEqual(await allIds(app));
    await other.close();
  });

  it('batches follow each other without a gap', async () => {
    await trail.query(
      `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       SELECT $1, gen_random_uuid(), now(), 'login', 'anonymous', 'success', 'none', 'r', '{}' FROM generate_series(1, 2500)`,
    );
    await sweep(app);
    // A slow sweep does so many batches in a row.
    expect(ids()).toEqual(await allIds(app));
  });
});
