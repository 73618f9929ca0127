import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { freePort } from '../support/service-process';
import { Shell } from '../support/shell';

const ROOT = join(__dirname, '../..');
/** All that the SDK needs beside itself. */
const NEEDS = ['openapi-fetch', 'openapi-typescript-helpers'];

const PROGRAM = `
const answer = () => Promise.resolve(Response.json({ code: 'conflict', title: 't', detail: 'd', requestId: 'r' }, { status: 409 }));
const sso = new RamSso({ baseUrl: 'https://sso.example', token: 'a', fetch: answer });
sso.tenants.create({ alias: 'acme' }).catch((error) => console.log(isRamSsoError(error, 'conflict')));
`;

/** What a developer writes: the compiler must know each type, and find the mistakes. */
const TYPED = `
import { isRamSsoError, RamSso, type Tenant, type User } from 'ram-sso/sdk';
const sso = new RamSso({ baseUrl: new URL('https://sso.example'), token: async () => 'a' });
export async function run(): Promise<string[]> {
  const tenant: Tenant = await sso.tenants.create({ alias: 'acme' });
  const names: string[] = [tenant.defaultDomain];
  for await (const user of sso.users('acme').list({ query: 'a' })) names.push((user satisfies User).userName);
  try {
    // @ts-expect-error -- there is no such field
    await sso.users('acme').create({ userName: 'alice', shoeSize: 42 });
    // @ts-expect-error -- nor such a status
    await sso.users('acme').update('alice', { status: 'asleep' });
  } catch (error) {
    if (isRamSsoError(error, 'conflict', 'not_found')) {
      const code: 'conflict' | 'not_found' = error.code;
      names.push(code);
    }
  }
  return names;
}
`;

describe('the package', () => {
  let scratch: string;
  let tarball: string;
  beforeAll(() => {
    if (!existsSync(join(ROOT, 'dist/sdk/esm/sdk.js'))) throw new Error('"npm run build" makes dist/sdk');
    scratch = realpathSync(mkdtempSync(join(tmpdir(), 'ram-sdk-')));
    const packed = execFileSync(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch],
      {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      },
    );
    tarball = join(scratch, (JSON.parse(packed) as { filename: string }[])[0]?.filename ?? '');
    install(scratch, NEEDS);
  }, 60_000);
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  /** As npm does it, but for the network: the package, and beside it nothing but what it needs. */
  function install(directory: string, needs: readonly string[]): void {
    const modules = join(directory, 'node_modules');
    mkdirSync(join(modules, 'ram-sso'), { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'ram-sso'), '--strip-components=1']);
    for (const name of needs) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    }
  }

  function run(command: string, ...args: string[]): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: scratch, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  const own = (name: string) => join(ROOT, 'node_modules/.bin', name);

  it.each([
    ['use.mjs', `import { isRamSsoError, RamSso } from 'ram-sso/sdk';`],
    ['use.cjs', `const { isRamSsoError, RamSso } = require('ram-sso/sdk');`],
    [
      'both.mjs',
      `import { createRequire } from 'node:module';
       import { RamSso } from 'ram-sso/sdk';
       const { isRamSsoError } = createRequire(import.meta.url)('ram-sso/sdk');`,
    ],
  ])('is used by %s, with nothing of the server installed', (file, first) => {
    writeFileSync(join(scratch, file), `${first}\n${PROGRAM}`);
    expect(run('node', file)).toEqual({ status: 0, output: 'true\n' });
  });

  it.each([
    ['node16', 'node16', 'use.mts'],
    ['node16', 'node16', 'use.cts'],
    ['nodenext', 'nodenext', 'use.mts'],
    ['esnext', 'bundler', 'use.ts'],
  ])(
    'is typed under module %s, resolution %s, in %s',
    (module, moduleResolution, file) => {
      writeFileSync(join(scratch, file), TYPED);
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.asynciterable'];
      const resolution = ['--module', module, '--moduleResolution', moduleResolution];
      expect(run(own('tsc'), ...options, ...resolution, file)).toEqual({ status: 0, output: '' });
    },
    60_000,
  );

  it('is what publint and arethetypeswrong call right', () => {
    expect(run(own('publint'), 'run', tarball, '--strict').output).toContain('All good!');
    const attw = run(
      own('attw'),
      tarball,
      '--profile',
      'node16',
      '--no-definitely-typed',
      '--format',
      'json',
    );
    expect(attw.status).toBe(0);
  }, 60_000);

  it('is the command and the service too, with nothing but the dependencies that it names', async () => {
    const directory = join(scratch, 'empty');
    const { dependencies, bin, version } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'bin', Record<string, string>> & { version: string };
    install(directory, Object.keys(dependencies));
    const main = join(directory, 'node_modules/ram-sso', bin['ram-sso'] ?? '');
    const port = await freePort();
    const shell = new Shell(directory, { PORT: port }, main);
    try {
      expect(await shell.must('ram-sso --version')).toBe(`${version}\n`);
      expect(await shell.must('ram-sso --help')).toMatch(/^Usage: ram-sso /);
      const metadata = join(ROOT, 'test/fixtures/metadata/okta.xml');
      expect(await shell.must(`ram-sso idp check '${metadata}'`)).toContain('exkdoocxa1VmjpXmX697');
      await shell.start('ram-sso serve').said(/is ready on/);
      expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
      expect(JSON.parse(await shell.must('ram-sso tenants create acme -o json'))).toMatchObject({
        alias: 'acme',
      });
      expect(await shell.must('ram-sso doctor')).toMatch(/embedded, .*: it runs/);
    } finally {
      await shell.close();
    }
  }, 120_000);

  it('has no source, no test and no secret in it', () => {
    const names = readdirSync(join(scratch, 'node_modules/ram-sso'));
    expect(names.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
  });
});
