import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const ROOT = join(__dirname, '../..');

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every document of a file; one that is no YAML fails. */
export function readYaml(path: string): unknown[] {
  return parseAllDocuments(read(path), { merge: true, strict: true, uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0 || document.warnings.length > 0)
      throw new Error(`${path}: ${[...document.errors, ...document.warnings].join('; ')}`);
    return document.toJS() as unknown;
  });
}

/** `NAME=value` a line, as systemd, Compose and Kustomize read such files. */
export function readEnvironment(path: string): Record<string, string> {
  const lines = read(path)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`${path}: "${line}" is no setting`);
      return [name, value];
    }),
  );
}

export const version = (JSON.parse(read('package.json')) as { version: string }).version;

const reader = ['read-settings', 'read-audit-export']
  .map((name) => read(`src/settings/${name}.ts`))
  .join('\n');

/** Every setting that the service reads. */
export const settingNames = [...reader.matchAll(/reader\.read\('([A-Z_]+)'/g)].map(([, name = '']) => name);

/** A time of the service's, as a constant of a file has it. */
export function secondsIn(path: string, constant: string): number {
  const [, milliseconds] = new RegExp(`\\b${constant} = ([\\d_]+);`).exec(read(path)) ?? [];
  return Number(milliseconds?.replaceAll('_', '')) / 1000;
}

/** How long requests under way are waited for at the end of a process. */
export const drainSeconds = secondsIn('src/run-app.ts', 'DRAIN_TIMEOUT_MS');
