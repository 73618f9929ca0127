import { readFileSync } from 'node:fs';

/** Of package-lock.json; the key of a package is where it lies. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** As the package says it, or not at all. */
  readonly licence: string | undefined;
}

export function readLockFile(path: string): LockFile {
  return JSON.parse(readFileSync(path, 'utf8')) as LockFile;
}

/** All that an installation without development brings, those of other platforms too, each version once. */
export function productionDependencies({ packages }: LockFile): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  for (const [place, { version = '', license: licence, dev = false }] of Object.entries(packages)) {
    const name = nameOf(place);
    if (name !== '' && !dev) found.set(`${name}@${version}`, { name, version, licence });
  }
  return [...found.values()];
}

/** Empty for the package itself, whose place is empty. */
function nameOf(place: string): string {
  return place.split('node_modules/').at(-1) ?? '';
}
