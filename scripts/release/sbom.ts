import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LockFile, readLockFile } from './lock-file';

/** CycloneDX, as far as it is read here. */
export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

export interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
}

/**
 * What npm says of the lock file without all that is for development. Its own `--omit dev` leaves out what development needs too,
 * Nest among others: so that is taken out before, in a directory that is named as the package, since npm calls it by that.
 */
export function writeSbom(root: string): Sbom {
  const scratch = mkdtempSync(join(tmpdir(), 'ram-sbom-'));
  try {
    const directory = join(scratch, 'ram-sso');
    mkdirSync(directory);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    write(join(directory, 'package.json'), withoutDevelopment(manifest));
    write(
      join(directory, 'package-lock.json'),
      productionPart(readLockFile(join(root, 'package-lock.json'))),
    );
    const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
    const text = execFileSync('npm', ['sbom', ...options], { cwd: directory, encoding: 'utf8' });
    return JSON.parse(text) as Sbom;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function productionPart(lockFile: LockFile): LockFile {
  const kept = Object.entries(lockFile.packages)
    .filter(([, { dev = false }]) => !dev)
    .map(([place, one]) => [place, place === '' ? withoutDevelopment(one) : one]);
  return { ...lockFile, packages: Object.fromEntries(kept) as LockFile['packages'] };
}

function withoutDevelopment(manifest: object): object {
  // What is an optional peer is no part of what is shipped.
  const gone = ['devDependencies', 'peerDependencies', 'peerDependenciesMeta', 'scripts'];
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !gone.includes(key)));
}

function write(path: string, content: object): void {
  writeFileSync(path, JSON.stringify(content));
}
