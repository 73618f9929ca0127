import { type ChildProcess, spawn } from 'node:child_process';
import { asServer, type Stage } from './stage';

/** A server of Debian's in the foreground, ended with the stage. */
export class Program {
  output = '';
  readonly exited: Promise<unknown>;
  private readonly child: ChildProcess;

  constructor(
    stage: Stage,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) {
    const [wrapped, all] = asServer(command, args);
    const { PATH = '' } = process.env;
    // In a group of its own: what it starts is ended with it.
    this.child = spawn(wrapped, all, { env: { PATH, ...env }, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000)));
    }
    this.exited = new Promise((done) => this.child.once('exit', done));
    stage.atEnd(async () => {
      this.kill();
      await this.exited;
    });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** `kill -9`, of all that it has started too. */
  kill(): void {
    if (!this.isRunning) return;
    process.kill(-(this.child.pid ?? 0), 'SIGKILL');
  }
}
