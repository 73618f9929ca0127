import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside `dist/src` as well as beside `src`: package.json is two floors up from the built file, one from the written one. */
export function readVersion(): string {
  for (const root of [join(__dirname, '..', '..'), join(__dirname, '..')]) {
    const found = readPackage(join(root, 'package.json'));
    if (found?.name === 'ram-sso') return found.version;
  }
  return 'unknown';
}

function readPackage(file: string): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
  } catch {
    return undefined;
  }
}
