import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The packages and files that a command loads, by the coverage that V8 writes of every script, however it was loaded. */
function loadedBy(...args: readonly string[]): Set<string> {
  const directory = mkdtempSync(join(tmpdir(), 'ram-loading-'));
  try {
    spawnSync(process.execPath, [join(ROOT, 'dist/src/main.js'), ...args], {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory, NODE_V8_COVERAGE: join(directory, 'coverage') },
    });
    const written = readdirSync(join(directory, 'coverage')).map((name) =>
      readFileSync(join(directory, 'coverage', name), 'utf8'),
    );
    const scripts = written.flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result);
    return new Set(scripts.map(({ url }) => nameOf(url)));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** `typeorm` or `@nestjs/core` of a package, `src/cli/program.js` of a file of ours, else the address itself. */
function nameOf(url: string): string {
  const inPackage = /.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(url)?.[1];
  return inPackage ?? /\/dist\/(src\/.*)$/.exec(url)?.[1] ?? url;
}

const METADATA = join(ROOT, 'test/fixtures/metadata/okta.xml');
/** What a service is made of, and no command of a terminal is. */
const OF_THE_SERVICE =
  /^(typeorm|@nestjs\/.*|nestjs-pino|pino|fastify|reflect-metadata|rxjs|class-validator)$/;

describe('what the command line loads', () => {
  it.each([
    [['--help']],
    [['users', 'import', '--help']],
    [['idp', 'check', METADATA]],
    [['apply', '--help']],
  ])('is nothing of the service, nor of its database: %j', (args) => {
    const loaded = [...loadedBy(...args)];
    expect(loaded).toEqual(expect.arrayContaining(['commander', 'src/cli/program.js']));
    expect(loaded.filter((name) => OF_THE_SERVICE.test(name) || name === 'pg')).toEqual([]);
  });

  it('is the reader of SAML only where metadata are read, and the database’s client only where one is looked at', () => {
    const reader = 'src/saml/metadata/read-idp-metadata.js';
    expect([...loadedBy('--help')]).not.toContain(reader);
    expect([...loadedBy('idp', 'check', METADATA)]).toContain(reader);
    expect([...loadedBy('doctor')]).toContain('pg');
  });
});
