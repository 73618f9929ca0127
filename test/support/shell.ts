import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliEnd } from './cli-process';

const MAIN = join(__dirname, '..', '..', 'dist', 'src', 'main.js');

/** A line that was typed. */
export class RunningLine {
  readonly ended: Promise<CliEnd>;
  private stdout = '';
  private stderr = '';

  constructor(
    private readonly child: ChildProcess,
    private readonly line: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((done) =>
      child.once('close', (code) => {
        done({ code, stdout: this.stdout, stderr: this.stderr });
      }),
    );
  }

  /** Waits until it has said that on either of both; fails where it ends before. */
  said(pattern: RegExp): Promise<void> {
    return new Promise((done, failed) => {
      const look = (): void => {
        if (pattern.test(this.stdout) || pattern.test(this.stderr)) done();
      };
      this.child.stdout?.on('data', look);
      this.child.stderr?.on('data', look);
      look();
      void this.ended.then(({ stdout, stderr }) => {
        failed(new Error(`${this.line}\nended without saying ${pattern}: ${stdout}${stderr}`));
      });
    });
  }

  /** To all that it started, as Ctrl-C goes. */
  signal(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, signal);
  }
}

/** A terminal in a directory of its own, where lines are typed as a person types them: `ram-sso` is on its `PATH`. */
export class Shell {
  private readonly bin: string;
  private readonly running = new Set<RunningLine>();

  constructor(
    readonly directory: string,
    private readonly env: Readonly<Record<string, string>> = {},
    main = MAIN,
  ) {
    if (!existsSync(main))
      throw new Error(`${main} is missing: "npm run build" makes it ("npm test" does so itself)`);
    this.bin = join(directory, 'bin');
    mkdirSync(this.bin, { recursive: true });
    const program = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
    writeFileSync(join(this.bin, 'ram-sso'), program, { mode: 0o755 });
  }

  /** Types a line, or several, and waits for its end. */
  type(line: string): Promise<CliEnd> {
    return this.start(line).ended;
  }

  /** Fails where it does not end with 0. */
  async must(line: string): Promise<string> {
    const { code, stdout, stderr } = await this.type(line);
    if (code !== 0) throw new Error(`${line}\nended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Types a line that goes on. */
  start(line: string): RunningLine {
    const path = `${this.bin}:${process.env.PATH ?? ''}`;
    const child = spawn('bash', ['-c', `set -eo pipefail; ${line}`], {
      cwd: this.directory,
      env: { HOME: this.directory, ...this.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, as in a terminal: what ends the line ends all that it started.
      detached: true,
    });
    const running = new RunningLine(child, line);
    this.running.add(running);
    void running.ended.then(() => this.running.delete(running));
    return running;
  }

  /** Ends what goes on, and waits until it has ended. */
  async close(): Promise<void> {
    const running = [...this.running];
    for (const line of running) line.signal('SIGTERM');
    await Promise.all(running.map(({ ended }) => ended));
  }
}
