import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../settings/start-error';
import { findServerAccount, giveTo, type ServerAccount } from './embedded-postgres-account';
import { findPostgresBinaries, type PostgresBinaries } from './embedded-postgres-binaries';
import { endOrphan, SOCKET_DIRECTORY_PREFIX } from './embedded-postgres-orphan';

const run = promisify(execFile);

const SUPERUSER = 'ram_sso';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 10;
/** `sun_path` has 108 bytes on Linux and 104 on macOS, and `/.s.PGSQL.5432` goes into it. */
const SOCKET_DIRECTORY_BYTES = 104 - '/.s.PGSQL.5432'.length - 1;

/**
 * Ends Postgres by a fast shutdown (SIGINT) once its standard input closes: on our word, and also when we are killed, so that no
 * Postgres outlives its service. In a session of its own, Ctrl-C in a terminal does not reach it before we have drained.
 */
const SUPERVISOR =
  'exec 3<&0; "$@" 3<&- & server=$!; { read line <&3; kill -INT $server; } >/dev/null 2>&1 & exec 3<&-; wait $server';

/** For migrations, and for people who look at it. */
const SPARE_CONNECTIONS = 28;

const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  jit: 'off',
  io_method: 'sync',
  // One server without replicas: less is written, and no less is kept.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // What is planned once a connection is planned anew as soon as Postgres knows how its tables have grown.
  autovacuum_naptime: '15s',
  // Errors of statements are the service's to log; its log must not carry their values.
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
};

export interface EmbeddedPostgresOptions {
  /** Everything of the server lies in here; it is made, for its owner only. */
  readonly directory: string;
  /** That the service may hold at once. */
  readonly connections?: number;
  /** Beyond the defaults, as `postgres -c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A Postgres of our own, reached by a Unix socket in a directory that only we may enter. */
export class EmbeddedPostgres {
  private constructor(
    private readonly server: ChildProcess,
    private readonly socketDirectory: string,
    private readonly ended: Promise<void>,
    private readonly files: { readonly data: string; readonly log: string },
  ) {}

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const postgres = await EmbeddedPostgres.launch(options);
    await postgres.ready();
    return postgres;
  }

  /** Answers while the server still starts: until it is `ready` there is time for other work. The caller holds the lock of the data directory. */
  static async launch(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const directory = resolve(options.directory);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const binaries = findPostgresBinaries();
    const account = await findServerAccount(directory, binaries.postgres);
    const data = join(directory, 'data');
    if (existsSync(data)) await endOrphan(data);
    else await initialise(data, binaries, account);
    const socketDirectory = makeSocketDirectory(directory, account);
    const settings = {
      ...SERVER_SETTINGS,
      max_connections: String((options.connections ?? 0) + SPARE_CONNECTIONS),
      unix_socket_directories: socketDirectory,
      ...options.settings,
    };
    const log = join(directory, 'postgres.log');
    const server = spawnServer([...account.prefix], binaries.postgres, data, settings, log);
    const ended = new Promise<void>((done) => server.once('close', done));
    return new EmbeddedPostgres(server, socketDirectory, ended, { data, log });
  }

  /** Throws a `StartError` where the server ends instead, or is not ready after a minute. */
  ready(): Promise<void> {
    return untilReady(this.server, this.files.data, this.files.log);
  }

  /** A URL for `pg`, of the given database. */
  url(database = 'postgres'): string {
    return `postgresql://${SUPERUSER}@${encodeURIComponent(this.socketDirectory)}/${database}`;
  }

  /** Stops it cleanly: open transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    this.server.stdin?.end();
    const abort = new AbortController();
    const late = setTimeout(STOP_TIMEOUT_MS, undefined, { signal: abort.signal }).then(
      () => {
        killGroup(this.server);
      },
      () => undefined,
    );
    await this.ended;
    abort.abort();
    await late;
    rmSync(this.socketDirectory, { recursive: true, force: true });
  }
}

/** Into a directory beside it, so that an interrupted one leaves nothing half made behind. */
async function initialise(data: string, binaries: PostgresBinaries, account: ServerAccount): Promise<void> {
  const unfinished = `${data}.unfinished`;
  const fixed = ['--encoding=UTF8', '--auth=trust', `--username=${SUPERUSER}`, '--no-instructions'];
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  // The character type decides what pg_trgm takes for a letter; not every system has C.UTF-8.
  for (const [attempt, characters] of ['C.UTF-8', 'C'].entries()) {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    giveTo(account, unfinished);
    const args = [`--pgdata=${unfinished}`, ...fixed, ...collation, `--lc-ctype=${characters}`];
    const [command = '', ...rest] = [...account.prefix, binaries.initdb, ...args];
    try {
      await run(command, rest, { env: { PATH: process.env.PATH, LC_ALL: characters } });
      renameSync(unfinished, data);
      return;
    } catch (cause) {
      if (attempt === 1)
        throw new StartError(`The embedded Postgres could not be set up in ${data}: ${lastLine(cause)}`, {
          cause,
        });
    }
  }
}

function lastLine(error: unknown): string {
  const text = (error as { stderr?: string }).stderr?.trim() ?? String(error);
  return text.split('\n').at(-1) ?? '';
}

function makeSocketDirectory(directory: string, account: ServerAccount): string {
  const near = join(directory, 'run');
  const isShort = Buffer.byteLength(near) <= SOCKET_DIRECTORY_BYTES;
  const made = isShort ? near : mkdtempSync(join(tmpdir(), SOCKET_DIRECTORY_PREFIX));
  mkdirSync(made, { recursive: true });
  chmodSync(made, 0o700);
  giveTo(account, made);
  return made;
}

function spawnServer(
  prefix: string[],
  postgres: string,
  data: string,
  settings: Readonly<Record<string, string>>,
  log: string,
): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = '', ...rest] = [
    ...prefix,
    '/bin/sh',
    '-c',
    SUPERVISOR,
    'sh',
    postgres,
    '-D',
    data,
    ...flags,
  ];
  const output = openSync(log, 'w', 0o600);
  try {
    const env = { PATH: process.env.PATH, LC_ALL: 'C' };
    return spawn(command, rest, { detached: true, stdio: ['pipe', output, output], env });
  } finally {
    closeSync(output);
  }
}

/** Postgres writes `ready` into the last line of its pid file; a recovery after a crash comes before that. */
async function untilReady(server: ChildProcess, data: string, log: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    if (existsSync(pidFile) && readFileSync(pidFile, 'utf8').split('\n')[7]?.trim() === 'ready') return;
    await setTimeout(POLL_MS);
  }
  killGroup(server);
  const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : '';
  throw new StartError(`The embedded Postgres did not start on ${data}: ${said || 'it said nothing'}`);
}

/** An immediate shutdown: the next start recovers. */
function killGroup(server: ChildProcess): void {
  if (server.pid === undefined || server.exitCode !== null) return;
  try {
    process.kill(-server.pid, 'SIGQUIT');
  } catch {
    // It is gone already.
  }
}
