import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { StartError } from './start-error';

export interface FileLock {
  release(): Promise<void>;
}

/**
 * Locks a file for as long as this process lives; undefined where another process holds it. The kernel keeps the lock and drops it
 * with its holder, so a file that a crash left behind locks nobody out, and containers that share the directory see one lock.
 */
export async function lockFile(path: string): Promise<FileLock | undefined> {
  return 'O_EXLOCK' in constants ? lockByOpening(path) : lockByFlock(path);
}

/** macOS and the BSDs. */
function lockByOpening(path: string): FileLock | undefined {
  const { O_EXLOCK = 0 } = constants as { O_EXLOCK?: number };
  try {
    const descriptor = openSync(
      path,
      constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK,
      0o600,
    );
    return {
      release: () => {
        closeSync(descriptor);
        return Promise.resolve();
      },
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

/** What `flock` says where another process holds the lock. */
const HELD_ELSEWHERE = 1;
/** Holds the lock until its standard input closes: on our word, or because we are gone. */
const KEEPER = 'umask 077; exec 9>>"$0"; flock -n 9 || exit $?; echo held; read line';
/** A service that was just killed may need a moment to let go. */
const ATTEMPTS = 20;
const PAUSE_MS = 50;

/** Node can not lock files; `flock` of util-linux (or busybox) can. */
async function lockByFlock(path: string): Promise<FileLock | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const lock = await tryFlock(path);
    if (lock) return lock;
    await setTimeout(PAUSE_MS);
  }
  return undefined;
}

/** The keeper is in a session of its own: Ctrl-C in a terminal leaves it alone. */
function tryFlock(path: string): Promise<FileLock | undefined> {
  const keeper = spawn('/bin/sh', ['-c', KEEPER, path], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const ended = new Promise<number | null>((done) => keeper.once('close', done));
  const release = async (): Promise<void> => {
    keeper.ref();
    keeper.stdin.end();
    await ended;
  };
  let said = '';
  keeper.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    keeper.once('error', reject);
    keeper.stdout.once('data', () => {
      unref(keeper);
      resolve({ release });
    });
    void ended.then((code) => {
      if (code === HELD_ELSEWHERE) resolve(undefined);
      else
        reject(
          new StartError(
            `${path} could not be locked: ${said.trim() || `the shell ended with ${String(code)}`}`,
          ),
        );
    });
  });
}

/** A held lock alone keeps no process running. */
function unref(keeper: ChildProcessWithoutNullStreams): void {
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stdout, keeper.stderr]) (pipe as unknown as Socket).unref();
}
