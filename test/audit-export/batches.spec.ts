import { AuditArrivalsRepository } from '../../src/audit/audit-arrivals.repository';
import { ExportEvents } from '../../src/audit-export/export-events';
import { ExportFailed, type Sink } from '../../src/audit-export/sink';
import { startApp, type TestApp } from '../support/app';
import { allIds, eventsIn } from '../support/audit-export';
import { AuditTrail } from '../support/audit-trail';

const MIB = 1024 * 1024;
/** As large as the details of an event get. */
const LARGE = 32_000;

/** Real: Postgres and all that reads it. */
let app: TestApp;
let trail: AuditTrail;
let taken: string[];
let read: number[];
/** Of the pieces that come, those that are refused, counted from 0. */
let refused: number[];
let puts: number;
let lists: number;
const sink: Sink = {
  kind: 'file',
  pieceBytes: MIB,
  put: ({ lines }) => {
    puts += 1;
    if (refused.includes(puts - 1)) return Promise.reject(new ExportFailed('full'));
    taken.push(...eventsIn(lines).map(({ id }) => id));
    return Promise.resolve();
  },
};

beforeEach(async () => {
  app = await startApp();
  trail = await AuditTrail.begin(app);
  [taken, read, refused, puts, lists] = [[], [], [], 0, 0];
  const arrivals = app.nest.get(AuditArrivalsRepository);
  const list = arrivals.list.bind(arrivals);
  jest.spyOn(arrivals, 'list').mockImplementation(async (...args) => {
    lists += 1;
    const events = await list(...args);
    read.push(events.reduce((sum, { details }) => sum + Buffer.byteLength(details), 0));
    return events;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const insert = (count: number, bytes: number): Promise<unknown> =>
  trail.query(
    `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
     SELECT $1, gen_random_uuid(), now(), 'login', 'anonymous', 'success', 'none', 'r', jsonb_build_object('text', repeat('ä', $3 / 2))
       FROM generate_series(1, $2::int)`,
    count,
    bytes,
  );

const batch = (): Promise<number> =>
  app.nest.get(ExportEvents, { strict: false }).run(sink, 'batches', new AbortController().signal);

async function all(): Promise<string[]> {
  while ((await batch()) > 0);
  return allIds(app);
}

it('reads no more than some MiB at once, and of events of any size each once, in their order', async () => {
  for (let round = 0; round < 3; round += 1) {
    await insert(150, LARGE);
    await insert(50, 10);
    await app.dataSource.query(`SELECT nextval('audit_arrivals') FROM generate_series(1, 7)`);
  }
  expect(taken).toEqual(await all());
  expect(taken).toHaveLength(601);
  expect(Math.max(...read)).toBeLessThanOrEqual(4 * MIB + LARGE * 2);
  expect(read.length).toBeGreaterThan(3);
});

it('reads events of the usual size by the thousand', async () => {
  await insert(2500, 400);
  expect(await batch()).toBe(2000);
  expect(lists).toBe(1);
});

it('leaves none out where many have one number, and goes on behind them', async () => {
  await insert(400, LARGE);
  await trail.query('UPDATE audit_events SET arrival = 2 WHERE tenant_id = $1 AND arrival BETWEEN 2 AND 200');
  await trail.query(
    'UPDATE audit_events SET arrival = 300 WHERE tenant_id = $1 AND arrival BETWEEN 300 AND 320',
  );
  await all();
  const rows = await app.dataSource.query<{ id: string; arrival: string }[]>(
    'SELECT id, arrival FROM audit_events',
  );
  const arrivals = new Map(rows.map(({ id, arrival }) => [id, Number(arrival)]));
  const came = taken.map((id) => arrivals.get(id) ?? 0);
  expect(new Set(taken).size).toBe(rows.length);
  expect(taken).toHaveLength(rows.length);
  expect(came).toEqual([...came].sort((a, b) => a - b));
});

it('leaves none out where a piece in the midst of one number was refused', async () => {
  await insert(400, LARGE);
  await trail.query('UPDATE audit_events SET arrival = 2 WHERE tenant_id = $1 AND arrival BETWEEN 2 AND 200');
  refused = [1];
  await expect(batch()).rejects.toThrow(ExportFailed);
  await all();
  const rows = await app.dataSource.query<object[]>('SELECT id FROM audit_events');
  expect(new Set(taken).size).toBe(rows.length);
});

it('goes on behind an event that is larger than all it reads at once', async () => {
  await insert(1, 6 * MIB);
  await insert(2, 10);
  expect(taken).toEqual(await all());
  expect(taken).toHaveLength(4);
});

it('goes on behind what was taken, where a piece in the midst of a batch was not', async () => {
  await insert(200, LARGE);
  refused = [2];
  await expect(batch()).rejects.toThrow(ExportFailed);
  expect(taken).toEqual(await all());
});
