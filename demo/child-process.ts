import { type ChildProcess, spawn } from 'node:child_process';

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly name: string;
  /** The last lines that it wrote, for when it does not do what it should. */
  output(): string;
}

const KEPT_CHARACTERS = 4000;
const STOP_SECONDS = 10;

const running = new Set<RunningProcess>();
let isOver = false;

/** A program of Node's in a process of its own, stopped with the demo whatever way the demo ends. */
export function startProcess(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  messages?: 'with messages',
): RunningProcess {
  return startCommand(name, process.execPath, args, env, messages);
}

/** Likewise any program. */
export function startCommand(
  name: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  messages?: 'with messages',
): RunningProcess {
  if (isOver) throw new Error('The demo is over.');
  // In a group of its own: a Ctrl-C in the terminal is for the demo, which then asks its processes once, and waits.
  const child = spawn(command, args, {
    env,
    stdio: ['pipe', 'pipe', 'pipe', ...(messages ? ['ipc' as const] : [])],
    detached: true,
  });
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.once('error', (error) => {
    keep(Buffer.from(error.message));
  });
  const started: RunningProcess = { child, name, output: () => kept };
  running.add(started);
  child.once('exit', () => running.delete(started));
  return started;
}

/** Asks `isReady` until it says something; a process that ended in the meantime will not. */
export async function waitUntil<T>(
  started: RunningProcess,
  seconds: number,
  isReady: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (hasEnded(started.child)) throw new Error(`${started.name} ended at once:\n${started.output()}`);
    const ready = await isReady();
    if (ready !== undefined) return ready;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${started.name} is not ready after ${seconds} s:\n${started.output()}`);
}

export async function stopProcesses(): Promise<void> {
  isOver = true;
  await Promise.all([...running].map(stopProcess));
}

export async function stopProcess({ child }: RunningProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(late);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
