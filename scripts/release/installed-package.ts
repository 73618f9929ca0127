import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_SECONDS = 120;

/** Installs a package in an empty folder, as those do who run it, and serves from there by one command. Throws where it does not. */
export async function serveInstalled(tarball: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'ram-release-'));
  try {
    const directory = join(scratch, 'empty');
    mkdirSync(directory);
    const options = ['--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, tarball], { cwd: directory, stdio: 'inherit' });
    await serve(directory);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function serve(directory: string): Promise<void> {
  const port = await freePort();
  const child = spawn(join(directory, 'node_modules/.bin/ram-sso'), ['serve'], {
    cwd: directory,
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const ready = new Promise<true>((done) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('is ready on')) done(true);
    });
  });
  const late = setTimeout(() => child.kill('SIGKILL'), START_SECONDS * 1000);
  try {
    if ((await Promise.race([ready, ended])) !== true) throw new Error(`The package does not serve: ${said}`);
    const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
    if (status !== 200) throw new Error(`The installed package answers ${status} to /readyz`);
  } finally {
    clearTimeout(late);
    child.kill('SIGTERM');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
