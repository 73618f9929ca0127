import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { eventsIn } from '../support/audit-export';
import { record, seconds } from './support/figures';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { PostgresCluster } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { mountSmallDisk, Stage } from './support/stage';
import { until } from './support/until';

/** So many that a node is still at it when it is killed. */
const BACKLOG = 60_000;
const KILLS = 4;
/** A node looks for the first time after five seconds, and after a failure again after as many or a few more. */
const PATIENCE_SECONDS = 90;

const stage = new Stage();
afterEach(() => stage.clear());

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Of many tenants, in turn; where their month has its partition, as it has but for a service's first seconds. */
async function makeBacklog(cluster: PostgresCluster, count: number): Promise<void> {
  const partition = `SELECT 1 FROM pg_class WHERE relname = 'audit_events_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')`;
  await until('the month has a partition', async () => (await cluster.query(partition)).length > 0);
  await cluster.query(
    `INSERT INTO audit_events (tenant_id, id, time, type, actor, user_name, outcome, ip, request_id, details)
     SELECT ('00000000-0000-7000-8000-0000000000' || lpad((n % 50)::text, 2, '0'))::uuid, gen_random_uuid(), now(), 'login', 'anonymous',
            'user-' || n, 'success', '203.0.113.7', 'r-' || n, '{"sessionIndex": "_8a9b0c1d2e3f40516273849506a7b8c9"}'
       FROM generate_series(1, $1::int) AS n`,
    [count],
  );
}

/** What is in the database and not in the files; and whether each came first in the order of its arrival. */
async function compare(cluster: PostgresCluster, files: readonly string[]) {
  const rows = await cluster.query<{ id: string }>('SELECT id FROM audit_events ORDER BY arrival');
  const lines = files.filter(existsSync).flatMap((file) => eventsIn(readFileSync(file, 'utf8')));
  const exported = new Set(lines.map(({ id }) => id));
  const first = [...exported];
  const missing = rows.filter(({ id }) => !exported.has(id)).length;
  const isInOrder = first.length === rows.length && rows.every(({ id }, index) => id === first[index]);
  return { missing, isInOrder, events: rows.length, twice: lines.length - first.length };
}

async function position(cluster: PostgresCluster): Promise<number> {
  const [row] = await cluster.query<{ arrival: string }>(
    'SELECT arrival FROM audit_cursors WHERE name LIKE $1',
    ['audit export%'],
  );
  return Number(row?.arrival ?? 0);
}

async function isExported(cluster: PostgresCluster): Promise<boolean> {
  const [row] = await cluster.query<{ last: string }>('SELECT max(arrival) AS last FROM audit_events');
  return (await position(cluster)) >= Number(row?.last);
}

describe('the export of audit events to a file', () => {
  it('has all of them, in order, however often the node that writes it is killed, and the file renamed', async () => {
    const cluster = await PostgresCluster.make(stage);
    const databaseUrl = cluster.url();
    const path = join(stage.directory(), 'audit.ndjson');
    const serving = await ServiceNode.start(stage, { databaseUrl });
    const scene = await makeFaultScene(serving, 300);
    await makeBacklog(cluster, BACKLOG);
    const load = new LoginLoad({ scene, origins: [serving.origin], connections: 2 });
    const files: string[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const node = await ServiceNode.start(stage, { databaseUrl, env: { AUDIT_EXPORT_FILE: path } });
      const size = sizeOf(path);
      await until('it writes', () => sizeOf(path) > size, PATIENCE_SECONDS);
      node.process.signal('SIGKILL');
      await node.process.exited;
      if (kill !== 2) continue;
      files.push(`${path}.1`);
      renameSync(path, `${path}.1`);
    }
    const answers = await load.stop();
    const left = (await cluster.query<{ last: string }>('SELECT max(arrival) AS last FROM audit_events'))[0];
    const begun = await position(cluster);
    const nodes = [1, 2].map(() =>
      ServiceNode.start(stage, { databaseUrl, env: { AUDIT_EXPORT_FILE: path, WORKERS: '2' } }),
    );
    await Promise.all(nodes);
    await until('the rest begins', async () => (await position(cluster)) > begun, PATIENCE_SECONDS);
    const took = await until('all is exported', () => isExported(cluster), 200);

    const held = await compare(cluster, [...files, path]);
    expect(held).toMatchObject({ missing: 0, isInOrder: true });
    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    record({
      row: 15,
      fault: `\`kill -9\` of the node that exports audit events to a file, ${KILLS} times, under load; the file renamed meanwhile`,
      held: 'each event is in the files, the first time in the order of its arrival; sign-ins go on',
      measured: `${held.events} events, none missing, ${held.twice} of them twice; the last ${Number(left?.last) - begun} took ${seconds(took)}; ${answers.length} of ${answers.length} logins answered 303 meanwhile`,
    });
  });

  it('waits where the disk is full, goes on by itself, and no sign-in is held up', async () => {
    const cluster = await PostgresCluster.make(stage);
    const disk = mountSmallDisk(stage, 8);
    const [path, ballast] = [join(disk, 'audit.ndjson'), join(disk, 'ballast')];
    fill(ballast);
    // What is left now is enough for a part of the first thousand.
    truncateSync(ballast, statSync(ballast).size - 128 * 1024);
    const env = { AUDIT_EXPORT_FILE: path };
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url(), env });
    const scene = await makeFaultScene(node, 100);
    await makeBacklog(cluster, 4_000);
    const load = new LoginLoad({ scene, origins: [node.origin], connections: 2 });
    await until('it says so', () => node.process.stdout.includes('the disk is full'), PATIENCE_SECONDS);
    const before = await position(cluster);
    rmSync(ballast);
    const took = await until(
      'all is exported',
      async () => {
        if (load.answers.length > 100) await load.stop();
        return isExported(cluster);
      },
      PATIENCE_SECONDS,
    );
    const answers = await load.stop();
    await until('all is exported', () => isExported(cluster), PATIENCE_SECONDS);

    const held = await compare(cluster, [path]);
    expect(before).toBeLessThan(4_000);
    expect(held).toMatchObject({ missing: 0, isInOrder: true });
    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    const torn = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith('}'));
    expect(torn).toHaveLength(1);
    record({
      row: 16,
      fault: 'the disk that audit events are exported to is full',
      held: 'they wait in the database and go on by themselves, none missing; sign-ins go on',
      measured: `${held.events} events, ${held.twice} of them twice, one torn line ended; all there ${seconds(took)} after there was room; ${answers.length} of ${answers.length} logins answered 303 meanwhile`,
    });
  });
});

/** Whatever is left, to the last byte. */
function fill(path: string): void {
  const piece = Buffer.alloc(64 * 1024);
  try {
    for (;;) appendFileSync(path, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
