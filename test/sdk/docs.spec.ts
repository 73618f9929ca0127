import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { freePort } from '../../demo/free-port';
import { HttpBrowser } from '../../demo/http-browser';
import * as sdk from '../../src/sdk/sdk';
import { startApp, type TestApp } from '../support/app';
import { SamlpProcess } from '../support/samlp-process';
import { sessionOf, signInAlice } from '../support/sign-in-alice';

const ROOT = join(__dirname, '../..');
const EXAMPLE = /<!-- example: ([\w-]+) -->\s*```ts\n([\s\S]*?)```/g;
const METHODS = /<!-- methods -->\n([\s\S]*?)<!-- \/methods -->/;
const AsyncFunction = (async () => Promise.resolve()).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<void>;

describe('docs/sdk.md', () => {
  const page = readFileSync(join(ROOT, 'docs/sdk.md'), 'utf8');
  const examples = new Map([...page.matchAll(EXAMPLE)].map(([, name = '', code = '']) => [name, code]));
  const said: string[] = [];
  const say = (...words: unknown[]) => void said.push(words.map(String).join(' '));
  let app: TestApp;
  let baseUrl: string;
  let idp: SamlpProcess;
  let idpMetadata: string;
  beforeAll(async () => {
    const port = await freePort(0);
    baseUrl = `http://localhost:${port}`;
    [app, idp] = await Promise.all([startApp({ port, baseUrl }), SamlpProcess.start()]);
    await app.nest.listen(port, '127.0.0.1');
    idpMetadata = await idp.metadata();
  }, 60_000);
  afterAll(async () => {
    await idp.stop();
    await app.close();
  });

  async function run(name: string): Promise<void> {
    const token = app.settings.adminToken;
    const given: Record<string, unknown> = {
      sdk,
      sso: new sdk.RamSso({ baseUrl, token }),
      idpMetadata,
      process: { env: { RAM_SSO_URL: baseUrl, RAM_SSO_TOKEN: token } },
      console: { log: say, warn: say, error: say },
    };
    const source = (examples.get(name) ?? '').replace(
      /^import (\{.*\}) from 'ram-sso\/sdk';/m,
      'const $1 = sdk;',
    );
    if (source.includes('const sso =')) delete given.sso;
    const { target, module } = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
    const code = ts.transpile(source, { target, module });
    await new AsyncFunction(...Object.keys(given), code)(...Object.values(given));
  }

  /** Follows what the set-up said, as a developer does who reads it: the metadata, the test, the login that confirms the trial. */
  async function signInAsSaid(): Promise<void> {
    const address = (words: string) =>
      new RegExp(`^${words}:? (http\\S+)$`, 'm').exec(said.join('\n'))?.[1] ?? '';
    const spMetadata = await fetch(address('Give your identity provider'));
    await idp.register(await spMetadata.text(), 'acme.ram.localhost');
    const tester = new HttpBrowser();
    const test = await tester.submit(await tester.open(address('Try a login before it counts')));
    expect(await signInAlice(tester, test)).toMatchObject({ status: 200 });
    const alice = new HttpBrowser();
    const login = await alice.open(address('Sign in within ten minutes, and single sign-on stays on'));
    await signInAlice(alice, login);
    expect(await sessionOf(alice, baseUrl)).toMatchObject({
      tenant: 'acme',
      user: { userName: 'alice', displayName: 'Alice Ngo' },
    });
    const sso = new sdk.RamSso({ baseUrl, token: app.settings.adminToken });
    expect(await sso.tenants.get('acme')).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
  }

  it('has examples that do what they say, one after the other', async () => {
    expect([...examples.keys()]).toEqual(['set-up', 'lists', 'errors', 'writes', 'bulk']);
    await run('set-up');
    expect(said).toEqual(expect.arrayContaining(['alice created', 'bob created']));
    await signInAsSaid();
    await run('lists');
    expect(said.slice(-2)).toEqual(['alice', '1 null']);
    await run('errors');
    expect(said.at(-1)).toMatch(/^taken:/);
    await run('writes');
    await run('bulk');
    expect(said).toEqual(expect.arrayContaining(['1000', '1000 0', 'carol active', 'employee1000 active']));
  });

  it('says in twenty lines how a login is set up', () => {
    const lines = (examples.get('set-up') ?? '').split('\n').filter((line) => /^\s*[^\s/]/.test(line));
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  it('has the table of methods as the OpenAPI document has them: else "npm run sdk:generate" writes it', async () => {
    const { text } = await app.request('GET', '/openapi.json');
    const { stdout } = spawnSync('node', ['--import', 'tsx', 'scripts/sdk-methods.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
      input: text,
    });
    expect(METHODS.exec(page)?.[1]?.trim()).toBe(stdout.trim());
  });
});
