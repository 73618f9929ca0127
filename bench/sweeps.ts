/**
 * `npm run bench:sweeps [-- ROWS]`: how long the sweeps' batches take that delete so many expired rows (a million) of each of the tables
 * that logins fill, and what people who sign in meanwhile notice of it. The built service on its embedded Postgres, in processes of their own.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { stopProcesses } from '../demo/child-process';
import { percentile } from './report/statistics';
import { ResponseMaker } from './response-maker';
import { addresseeOf, databaseUrl, makeScene, type RunningService, type Scene, startService } from './scene';
import { removeTemporaryDirectories } from './temporary-directories';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const USERS = 200;
const CONNECTIONS = 4;
/** Logins after the sweeps, to compare with. */
const QUIET_SECONDS = 15;

const TENANT = 'swept';
const SWEPT_IP = '203.0.113.7';
const tenantId = `(SELECT id FROM tenants WHERE alias = '${TENANT}')`;
/** Later than all of them are there; the first sweep after it comes within a minute. */
const FILLING_SECONDS = 20 + ROWS / 6_000;
const soon = `now() + interval '${FILLING_SECONDS} s' + n * interval '1 microsecond'`;

const FILL: Readonly<Record<string, string>> = {
  authn_requests: `SELECT ${tenantId}, sha256(n::text::bytea), sha256(n::text::bytea), 'https://sso.example.com/console', now(), ${soon}, sha256(n::text::bytea)`,
  consumed_assertions: `SELECT ${tenantId}, sha256(n::text::bytea), ${soon}`,
  sessions: `SELECT ${tenantId}, gen_random_uuid(), (SELECT id FROM ram_users LIMIT 1), sha256(n::text::bytea), 'u0@swept.ram.localhost', NULL, NULL, NULL,
    '_' || n, now(), ${soon}, now(), '${SWEPT_IP}', 'Mozilla/5.0'`,
};
const TABLES = Object.keys(FILL);

interface Login {
  readonly sentAt: number;
  readonly milliseconds: number;
  readonly status: number;
}

/** One after the other on each connection, until told to stop. */
async function signInUntil({ idp, tenant }: Scene, isOver: () => boolean): Promise<Login[]> {
  const to = addresseeOf(tenant);
  const maker = ResponseMaker.of(idp, to);
  const logins: Login[] = [];
  let count = 0;
  const person = async (): Promise<void> => {
    while (!isOver()) {
      const body = new URLSearchParams({ SAMLResponse: maker.make(`u${count++ % USERS}`) });
      const sentAt = performance.now();
      const answer = await fetch(to.acsUrl, { method: 'POST', redirect: 'manual', body });
      await answer.arrayBuffer();
      logins.push({ sentAt, milliseconds: performance.now() - sentAt, status: answer.status });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, person));
  return logins;
}

interface Watched {
  /** Of a transaction that did something, and of one that only stood open, in milliseconds. */
  longestActive: number;
  longestIdle: number;
  longestLockWait: number;
  /** Whether any of the service's transactions kept vacuum from cleaning up for longer than a second. */
  longestHorizon: number;
}

/** Looks at what the service's connections do, a few hundred times a second. */
async function watch(client: Client, isOver: () => boolean): Promise<Watched> {
  const seen: Watched = { longestActive: 0, longestIdle: 0, longestLockWait: 0, longestHorizon: 0 };
  while (!isOver()) {
    const { rows } = await client.query<{ active: number; idle: number; waiting: number; horizon: number }>(
      `SELECT coalesce(max(age) FILTER (WHERE state = 'active'), 0)::float AS active,
              coalesce(max(age) FILTER (WHERE state LIKE 'idle in%'), 0)::float AS idle,
              coalesce(max(age) FILTER (WHERE backend_xmin IS NOT NULL), 0)::float AS horizon,
              coalesce(max(statement_age) FILTER (WHERE wait_event_type = 'Lock'), 0)::float AS waiting
         FROM (SELECT *, 1000 * extract(epoch FROM clock_timestamp() - xact_start) AS age,
                      1000 * extract(epoch FROM clock_timestamp() - query_start) AS statement_age
                 FROM pg_stat_activity WHERE application_name = 'ram-sso') AS connections`,
    );
    const [now] = rows;
    if (!now) continue;
    seen.longestActive = Math.max(seen.longestActive, now.active);
    seen.longestIdle = Math.max(seen.longestIdle, now.idle);
    seen.longestLockWait = Math.max(seen.longestLockWait, now.waiting);
    seen.longestHorizon = Math.max(seen.longestHorizon, now.horizon);
    await pause(2);
  }
  return seen;
}

function shown(name: string, logins: readonly Login[], seconds: number): string {
  const sorted = logins.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const at = (share: number): string => percentile(sorted, share).toFixed(1);
  const failed = logins.filter(({ status }) => status !== 303).length;
  return `${name}: ${logins.length} in ${seconds.toFixed(0)} s (${(logins.length / seconds).toFixed(0)}/s), ${failed} refused; ms p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`;
}

async function connectTo(service: RunningService): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl(service) });
  await client.connect();
  return client;
}

/** With what counts its statements, which Postgres loads as it starts. */
async function startCounted(): Promise<RunningService> {
  const service = await startService();
  const client = await connectTo(service);
  await client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  await client.end();
  await service.stop();
  return startService(service);
}

/** Rows that all expire some seconds after they are there. */
async function fill(client: Client): Promise<void> {
  await client.query('CREATE EXTENSION pg_stat_statements');
  await client.query('BEGIN');
  for (const [table, rows] of Object.entries(FILL))
    await client.query(`INSERT INTO ${table} ${rows} FROM generate_series(1, ${ROWS}) AS n`);
  await client.query('COMMIT');
  await client.query(`VACUUM ANALYZE ${TABLES.join(', ')}`);
  await client.query('CHECKPOINT');
  await client.query('SELECT pg_stat_statements_reset()');
}

async function lastToExpire(client: Client): Promise<string> {
  const { rows } = await client.query<{ last: string }>(
    `SELECT max(expires_at)::text AS last FROM sessions WHERE ip = '${SWEPT_IP}'`,
  );
  return rows[0]?.last ?? '';
}

async function until(client: Client, condition: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ holds: boolean }>(`SELECT ${condition} AS holds`);
    if (rows[0]?.holds) return;
    await pause(50);
  }
}

async function measure(): Promise<void> {
  const service = await startCounted();
  const scene = await makeScene(service, TENANT, USERS);
  const client = await connectTo(service);
  await fill(client);
  const watcher = await connectTo(service);
  let isSwept = false;
  let isOver = false;
  const last = await lastToExpire(client);
  await until(client, `now() > '${last}'`);
  const signedIn = signInUntil(scene, () => isOver);
  await until(
    client,
    `NOT EXISTS (SELECT FROM authn_requests WHERE tenant_id = ${tenantId} AND request_hash = sha256('1'))`,
  );
  const begun = performance.now();
  const watched = watch(watcher, () => isSwept);
  const left = TABLES.map((table) => `EXISTS (SELECT FROM ${table} WHERE expires_at <= '${last}')`);
  await until(client, `NOT (${left.join(' OR ')})`);
  const end = performance.now();
  isSwept = true;
  const seen = await watched;
  await pause(QUIET_SECONDS * 1000);
  isOver = true;
  const logins = await signedIn;
  const statements = await client.query<{ what: string; calls: number; mean: number; longest: number }>(
    `SELECT substring(query FROM 'DELETE FROM (\\w+)') AS what, calls::int, mean_exec_time AS mean, max_exec_time AS longest
       FROM pg_stat_statements WHERE query LIKE 'DELETE FROM%SKIP LOCKED%' AND rows > 1000 ORDER BY 1`,
  );
  await client.end();
  await watcher.end();
  console.log(`${ROWS} expired rows each of ${TABLES.join(', ')}`);
  for (const { what, calls, mean, longest } of statements.rows)
    console.log(`${what}: ${calls} batches, ms mean ${mean.toFixed(1)}, longest ${longest.toFixed(1)}`);
  console.log(
    shown(
      'logins while sweeping',
      logins.filter(({ sentAt }) => sentAt >= begun && sentAt < end),
      (end - begun) / 1000,
    ),
  );
  console.log(
    shown(
      'logins afterwards',
      logins.filter(({ sentAt }) => sentAt >= end),
      QUIET_SECONDS,
    ),
  );
  console.log(
    `the service's transactions, longest in ms: at work ${seen.longestActive.toFixed(0)}, standing open ${seen.longestIdle.toFixed(0)}, ` +
      `holding vacuum back ${seen.longestHorizon.toFixed(0)}, waiting for a lock ${seen.longestLockWait.toFixed(0)}`,
  );
}

async function main(): Promise<void> {
  try {
    await measure();
  } finally {
    await stopProcesses();
    await removeTemporaryDirectories();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
