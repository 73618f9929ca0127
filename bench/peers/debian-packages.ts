import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SECONDS = 150;
const MODULES = '/usr/lib/apache2/modules';
const PACKAGES: Readonly<Record<string, string>> = {
  'libapache2-mod-auth-mellon': `${MODULES}/mod_auth_mellon.so`,
  'libapache2-mod-shib': `${MODULES}/mod_shib.so`,
};

export function hasDebianPackage(name: string): boolean {
  return existsSync(PACKAGES[name] ?? name);
}

/**
 * Apache's modules for SAML, where they can be had: installed only by root, as in a container; anybody else's machine is left as it is.
 * @returns what is missing; undefined where all is there
 */
export async function installDebianPackages(): Promise<string | undefined> {
  const missing = Object.keys(PACKAGES).filter((name) => !hasDebianPackage(name));
  if (missing.length === 0) return undefined;
  if (process.geteuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${missing.join(' and ')} to measure beside, once ...`);
    const install = ['install', '-y', '--no-install-recommends', ...missing];
    await apt(install).catch(() =>
      apt(['update'])
        .then(() => apt(install))
        .catch(() => undefined),
    );
  }
  const still = missing.filter((name) => !hasDebianPackage(name));
  return still.length === 0 ? undefined : `Debian's ${still.join(' and ')} (as root: apt-get install)`;
}

/** RUNLEVEL keeps Debian from starting the web server that comes along. */
async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', ['-qq', ...args], { env, timeout: SECONDS * 1000 });
}
