import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../settings/start-error';

const run = promisify(execFile);
const POLL_MS = 25;

/** Sockets lie in a directory of this prefix below the system's temporary one, where the data directory's path is too long. */
export const SOCKET_DIRECTORY_PREFIX = 'ram-sso-';

/**
 * Cleans up behind a service that was killed: ends a Postgres that still runs on `data`, and removes its pid file, so that a
 * process that happens to have that number now (common in containers) is not taken for it.
 * Call it only with the data directory's lock held: whoever runs there then has no service.
 */
export async function endOrphan(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (Number.isInteger(pid) && pid > 1 && (await isServer(pid, data))) await end(pid, data);
  removeSocketDirectory(lines[4]);
  rmSync(pidFile, { force: true });
}

/** A fast shutdown first (SIGINT), then an immediate one (SIGQUIT), which the next start recovers from. */
async function end(pid: number, data: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    kill(pid, signal);
    for (let waited = 0; waited < 10_000; waited += POLL_MS) {
      if (!(await isServer(pid, data))) return;
      await setTimeout(POLL_MS);
    }
  }
  throw new StartError(
    `The Postgres of an earlier start still runs on ${data} and does not end: stop process ${pid} yourself.`,
  );
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

/** A postmaster runs in its data directory's name: `postgres -D <data> ...`. */
async function isServer(pid: number, data: string): Promise<boolean> {
  const command = await commandOf(pid);
  return command.includes('postgres') && command.includes(data);
}

async function commandOf(pid: number): Promise<string> {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return '';
  }
}

function removeSocketDirectory(directory: string | undefined): void {
  if (!directory || dirname(directory) !== tmpdir()) return;
  if (basename(directory).startsWith(SOCKET_DIRECTORY_PREFIX))
    rmSync(directory, { recursive: true, force: true });
}
