import { randomBytes } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuMillisecondsOf } from '../../bench/process-cost';
import { freePort, ServiceProcess } from '../support/service-process';
import { percentile, record } from './support/figures';
import { NOTHING_LOST, readKeptLogins, whoseSessions } from './support/kept-logins';
import { isAccepted, LoginLoad, postLogin } from './support/login-load';
import { type FaultScene, makeFaultScene } from './support/login-scene';
import { PostgresCluster, queryOnce } from './support/postgres-cluster';
import { Program } from './support/program';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';
import { until } from './support/until';

const LOGINS = 600;
const SERVERS = 8;

/** Debian's PgBouncer (1.18), whose transaction mode knows nothing of what a connection has prepared. */
async function startPgBouncer(stage: Stage, cluster: PostgresCluster): Promise<string> {
  const port = await freePort();
  const directory = stage.directory();
  const file = join(directory, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    // With `any`, who asks is not who is asked for: the role stands with the database.
    `ram_sso = host=127.0.0.1 port=${cluster.port} dbname=ram_sso user=ram_sso`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${SERVERS}`,
    'max_client_conn = 200',
    'stats_users = pgbouncer',
  ];
  writeFileSync(file, lines.join('\n'));
  chmodSync(file, 0o644);
  const pooler = new Program(stage, '/usr/sbin/pgbouncer', [file]);
  const url = cluster.url('ram_sso', 'ram_sso', port);
  await until(
    () => `PgBouncer answers: ${pooler.output}`,
    async () => {
      await queryOnce(url, 'SELECT 1');
      return true;
    },
  );
  return url;
}

describe('PgBouncer in transaction mode', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('between two nodes and Postgres changes no answer', async () => {
    const cluster = await PostgresCluster.make(stage);
    const pooled = await startPgBouncer(stage, cluster);
    const two = async (databaseUrl: string): Promise<[ServiceNode, ServiceNode]> => [
      await ServiceNode.start(stage, { databaseUrl }),
      await ServiceNode.start(stage, { databaseUrl }),
    ];
    const [one, other] = await two(pooled);
    const scene = await makeFaultScene(one, LOGINS / 2);

    const through = await signIn(scene, [one, other]);
    expect(through.answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    const query = cluster.query.bind(cluster);
    expect(await readKeptLogins((sql) => query(sql), through.answers)).toMatchObject(NOTHING_LOST);
    const servers = await query<{ count: number }>(
      "SELECT count(*)::integer FROM pg_stat_activity WHERE usename = 'ram_sso'",
    );
    expect(servers[0]?.count).toBeLessThanOrEqual(SERVERS);
    expect(await whoseSessions(other, through.answers)).toEqual(
      through.answers.map(({ userName }) => userName),
    );

    const directly = await two(cluster.url());
    const direct = await signIn(scene, directly);
    expect(direct.answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    await tryAllElse(scene, one, other);
    record({
      row: 6,
      fault: 'PgBouncer in transaction mode between two nodes and Postgres',
      held: 'everything works: migrations, an import, sign-ins at both nodes, replays and sessions across them, revocation, a rotation of the master key',
      measured: `${LOGINS} of ${LOGINS} signed in, over ${SERVERS} connections of Postgres; CPU of the two nodes a login ${through.cpu} ms, and ${direct.cpu} ms connected directly; p99 ${through.p99} and ${direct.p99} ms`,
    });
  });
});

async function signIn(scene: FaultScene, nodes: readonly ServiceNode[]) {
  const origins = nodes.map(({ origin }) => origin);
  const warm = new LoginLoad({ scene, origins, connections: 8, count: 100 });
  await warm.ended;
  const pids = nodes.map(({ process }) => process.pid);
  const before = cpuMillisecondsOf(pids);
  const load = new LoginLoad({ scene, origins, connections: 8, count: LOGINS - 100 });
  await load.ended;
  const cpu = ((cpuMillisecondsOf(pids) - before) / load.answers.length).toFixed(2);
  const times = load.answers.map(({ milliseconds }) => milliseconds);
  return { answers: [...warm.answers, ...load.answers], cpu, p99: percentile(times, 0.99).toFixed(0) };
}

/** What asks the database otherwise than a sign-in does: in transactions, by locks, and twice. */
async function tryAllElse(scene: FaultScene, one: ServiceNode, other: ServiceNode): Promise<void> {
  const acs = `/saml/${scene.alias}/acs`;
  expect((await one.get(`/saml/${scene.alias}/login`)).status).toBe(302);
  const response = scene.maker.make('u0');
  const { cookie: session = '' } = await postLogin(`${one.origin}${acs}`, response);
  expect(await postLogin(`${other.origin}${acs}`, response)).toMatchObject({
    status: 401,
    code: 'saml.replayed',
  });
  const cookie = `ram_session=${session}`;
  expect((await other.get('/session', { cookie })).status).toBe(200);
  await one.api('DELETE', `/tenants/${scene.alias}/users/u0/sessions`);
  expect((await other.get('/session', { cookie })).status).toBe(401);
  const newKey = { ...one.env, NEW_MASTER_KEY: randomBytes(32).toString('base64') };
  const rotation = new ServiceProcess(one.process.directory, newKey, ['rotate-master-key']);
  expect(await rotation.exited).toBe(0);
}
