import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'dist', 'src', 'main.js');

/** The built service as a process of its own, in a working directory of its own. */
export class ServiceProcess {
  stdout = '';
  stderr = '';
  /** The exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(
    readonly directory: string,
    env: Readonly<Record<string, string>> = {},
    args: readonly string[] = [],
    main = MAIN,
  ) {
    if (!existsSync(main))
      throw new Error(`${main} is missing: "npm run build" makes it ("npm test" does so itself)`);
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, [main, ...args], { cwd: directory, env: { PATH, ...env } });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.exited = new Promise((done) => this.child.once('close', done));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves with the banner; fails with what it said where it ended instead. */
  async ready(): Promise<string> {
    const banner = new Promise<true>((done) => {
      this.child.stderr?.on('data', () => {
        if (this.stderr.includes('is ready on')) done(true);
      });
    });
    if ((await Promise.race([banner, this.exited])) === true) return this.stderr;
    throw new Error(`The service ended: ${this.stderr}`);
  }

  /** Its children that run the same program: the workers. */
  workers(): number[] {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return all.map(Number).filter((pid) => parentOf(pid) === this.child.pid && isService(pid));
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.exited;
  }
}

/** proc(5); undefined where it has ended meanwhile. */
function parentOf(pid: number): number | undefined {
  const stat = readProcess(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function isService(pid: number): boolean {
  return readProcess(pid, 'cmdline').includes(MAIN);
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Ends what a test has started and removes its directories. */
export class Workshop {
  private readonly services: ServiceProcess[] = [];
  private readonly directories: string[] = [];

  directory(): string {
    const made = realpathSync(mkdtempSync(join(tmpdir(), 'ram-start-')));
    this.directories.push(made);
    return made;
  }

  /** Without `DATA_DIR` it keeps its data in `.data` of its directory. */
  start(
    env: Readonly<Record<string, string>> = {},
    directory = this.directory(),
    args: readonly string[] = [],
  ): ServiceProcess {
    const service = new ServiceProcess(directory, env, args);
    this.services.push(service);
    return service;
  }

  /** Another of the program's commands, in a directory that a service was started in. */
  run(command: string, env: Readonly<Record<string, string>>, directory: string): ServiceProcess {
    const process = new ServiceProcess(directory, env, [command]);
    this.services.push(process);
    return process;
  }

  async clean(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.stop()));
    for (const directory of this.directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return String(port);
}
