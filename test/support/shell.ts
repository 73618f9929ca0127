import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliEnd } from './cli-process';

const MAIN = join(__dirname, '..', '..', 'dist', 'src', 'main.js');

/** A terminal in a directory of its own, where lines are typed as a person types them: `ram-sso` is on its `PATH`. */
export class Shell {
  private readonly bin: string;
  private readonly running = new Set<ChildProcess>();

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
  async type(line: string): Promise<CliEnd> {
    const child = this.spawn(line);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, stdout, stderr };
  }

  /** Fails where it does not end with 0. */
  async must(line: string): Promise<string> {
    const { code, stdout, stderr } = await this.type(line);
    if (code !== 0) throw new Error(`${line}\nended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Types a line that goes on, up to what it says on either of both; fails where it ends before. */
  async until(line: string, pattern: RegExp): Promise<string> {
    const child = this.spawn(line);
    let said = '';
    return new Promise((done, failed) => {
      const look = (chunk: Buffer): void => {
        said += chunk.toString();
        if (pattern.test(said)) done(said);
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('close', () => {
        failed(new Error(`${line}\nended without saying ${pattern}: ${said}`));
      });
    });
  }

  /** Ends what goes on, and waits until it has ended. */
  async close(): Promise<void> {
    const ends = [...this.running].map((child) => new Promise((done) => child.once('close', done)));
    for (const { pid } of this.running) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    await Promise.all(ends);
  }

  private spawn(line: string): ChildProcess {
    const path = `${this.bin}:${process.env.PATH ?? ''}`;
    const child = spawn('bash', ['-c', `set -eo pipefail; ${line}`], {
      cwd: this.directory,
      env: { HOME: this.directory, ...this.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, as in a terminal: what ends the line ends all that it started.
      detached: true,
    });
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
    return child;
  }
}
