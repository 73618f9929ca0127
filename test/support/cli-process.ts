import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'dist', 'src', 'main.js');

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What stands on standard input, which ends after it; null: nothing comes, and it does not end. */
  readonly input?: string | Buffer | null;
}

/** `ram-sso` as a process of its own, in an environment of its own. */
export async function runRamSso(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  return new CliProcess(args, options).ended;
}

/** One that is looked at, or ended, while it runs. */
export class CliProcess {
  stdout = '';
  stderr = '';
  readonly ended: Promise<CliEnd>;
  private readonly child: ChildProcessWithoutNullStreams;

  constructor(args: readonly string[], { env = {}, cwd = '/', input = '' }: CliOptions = {}) {
    if (!existsSync(MAIN))
      throw new Error(`${MAIN} is missing: "npm run build" makes it ("npm test" does so itself)`);
    const { PATH = '' } = process.env;
    // No home: what the person who runs the tests has set up for himself does not count.
    this.child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: { PATH, HOME: '/nonexistent', ...env },
    });
    this.child.stdout.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((done) =>
      this.child.once('close', (code) => {
        done({ code, stdout: this.stdout, stderr: this.stderr });
      }),
    );
    this.child.stdin.on('error', () => undefined);
    if (input !== null) this.child.stdin.end(input);
  }

  /** Resolves once that was said on one of both. */
  async said(pattern: RegExp): Promise<void> {
    const found = (): boolean => pattern.test(this.stdout) || pattern.test(this.stderr);
    const saying = new Promise<void>((done) => {
      const look = (): void => {
        if (found()) done();
      };
      this.child.stdout.on('data', look);
      this.child.stderr.on('data', look);
      look();
    });
    const end = this.ended.then(() => {
      if (!found()) throw new Error(`it ended without saying ${pattern}: ${this.stdout}${this.stderr}`);
    });
    await Promise.race([saying, end]);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
