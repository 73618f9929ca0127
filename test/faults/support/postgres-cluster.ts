import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, type QueryResultRow } from 'pg';
import { freePort } from '../../support/service-process';
import { asServer, type Stage } from './stage';
import { until } from './until';

const run = promisify(execFile);
const RESTART_MS = 500;
const DEBIAN = '/usr/lib/postgresql';

export interface ClusterOptions {
  readonly directory?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Beyond those that every cluster is made with. */
  readonly initdb?: readonly string[];
}

/** The newest that Debian has here. */
export function postgresBinary(name: string): string {
  const versions = readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one));
  return join(DEBIAN, versions[0] ?? '', 'bin', name);
}

/** A Postgres of Debian's on a port of its own. The service's role owns the database and is no superuser, as it should be. */
export class PostgresCluster {
  private server: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  log = '';

  private constructor(
    readonly data: string,
    readonly port: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async make(stage: Stage, options: ClusterOptions = {}): Promise<PostgresCluster> {
    const data = join(options.directory ?? stage.directory(), 'data');
    const made = [
      '--pgdata',
      data,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ];
    await run(
      ...asServer(postgresBinary('initdb'), [
        ...made,
        '--no-sync',
        '--no-instructions',
        ...(options.initdb ?? []),
      ]),
    );
    const cluster = await PostgresCluster.on(stage, data, options.settings);
    await cluster.start();
    await cluster.query('CREATE ROLE ram_sso LOGIN PASSWORD $$secret$$', [], 'postgres');
    await cluster.query('CREATE DATABASE ram_sso OWNER ram_sso', [], 'postgres');
    return cluster;
  }

  /** Of files that are there already, and not started. */
  static async on(
    stage: Stage,
    data: string,
    settings: ClusterOptions['settings'] = {},
  ): Promise<PostgresCluster> {
    const cluster = new PostgresCluster(data, await freePort(), settings);
    stage.atEnd(() => cluster.stop());
    return cluster;
  }

  /** Again and again, as a supervisor would: after a kill its old processes may still hold the memory. */
  async start(): Promise<void> {
    await until('Postgres accepts connections', async () => {
      if (!this.isRunning()) this.launch();
      await this.query('SELECT 1', [], 'postgres');
      return true;
    });
  }

  /** From now on it is started anew whenever it has ended, as by systemd's `Restart=on-failure`. */
  supervise(stage: Stage): void {
    const timer = setInterval(() => {
      if (!this.isRunning()) this.launch();
    }, RESTART_MS);
    stage.atEnd(() => {
      clearInterval(timer);
    });
  }

  /** Without a word to anybody: `kill -9`. */
  async kill(): Promise<void> {
    this.server?.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    if (this.isRunning()) this.server?.kill('SIGQUIT');
    await this.ended;
  }

  url(user = 'ram_sso', database = 'ram_sso', port = this.port): string {
    return `postgresql://${user}@127.0.0.1:${port}/${database}`;
  }

  /** As the superuser, over a connection of its own. */
  async query<Row extends QueryResultRow>(
    sql: string,
    values: unknown[] = [],
    database?: string,
  ): Promise<Row[]> {
    return queryOnce<Row>(this.url('postgres', database), sql, values);
  }

  isRunning(): boolean {
    return this.server?.exitCode === null && this.server.signalCode === null;
  }

  private launch(): void {
    const settings = {
      port: this.port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...this.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(...asServer(postgresBinary('postgres'), ['-D', this.data, ...flags]));
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.log = (this.log + chunk.toString()).slice(-20_000)));
    }
    this.ended = new Promise((done) => server.once('exit', done));
    this.server = server;
  }
}

export async function queryOnce<Row extends QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
