import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const INSTALL_SECONDS = 240;
const require = createRequire(join(__dirname, 'package.json'));

/**
 * What ram-sso is measured beside and does not itself need is installed at the first run. Nobody needs it to test that the
 * benchmark works, and a machine without a registry measures without it.
 * @returns why it is not there; undefined where it is
 */
export async function installPeers(): Promise<string | undefined> {
  if (existsSync(join(__dirname, 'node_modules', '.package-lock.json'))) return undefined;
  console.log('Installing the packages to measure beside (bench/peers), once ...');
  try {
    // No install script is needed: what they would build are drivers of databases that are not used here.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await promisify(execFile)('npm', args, { cwd: __dirname, timeout: INSTALL_SECONDS * 1000 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Undefined where it is not installed. */
export function requirePeer(name: string): unknown {
  return hasPeer(name) ? require(name) : undefined;
}

export function hasPeer(name: string): boolean {
  return existsSync(join(__dirname, 'node_modules', name));
}
