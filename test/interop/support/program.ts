import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** A program of others that runs beside the tests. */
export interface Program {
  /** The last lines that it wrote. */
  output(): string;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers as soon as the program does its work. */
  readonly readyUrl: string;
}

const KEPT_CHARACTERS = 6000;
const START_SECONDS = 60;
const STOP_SECONDS = 5;

/** Starts it and waits until it answers. It goes when this process goes, however that ends: `setpriv` asks the kernel for that. */
export async function startProgram({ command, args, env, readyUrl }: ProgramOptions): Promise<Program> {
  const child = spawn('setpriv', ['--pdeathsig', 'INT', command, ...args], {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => {
    kept += error.message;
  });
  const program = { output: () => kept, stop: () => stop(child) };
  try {
    await waitForAnswer(child, readyUrl);
  } catch (error) {
    await program.stop();
    throw new Error(`${command} did not start: ${String(error)}\n${kept}`, { cause: error });
  }
  return program;
}

/** Says what to install where a command does not run. */
export async function requireCommand(
  command: string,
  args: readonly string[],
  packages: string,
): Promise<void> {
  await promisify(execFile)(command, args).catch((error: unknown) => {
    throw new Error(
      `This needs ${packages}: on Debian "apt-get install --no-install-recommends ${packages}" (${String(error)})`,
    );
  });
}

async function waitForAnswer(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error('it ended at once');
    const response = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response && response.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no answer at ${url} after ${START_SECONDS} s`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(late);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
