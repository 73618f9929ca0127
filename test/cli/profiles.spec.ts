import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliProcess, runRamSso } from '../support/cli-process';
import { DocumentServer } from '../support/document-server';

const TOKEN = 'a-token-that-must-not-be-seen';
const ASKED = '/api/v1/tenants?limit=1';

describe('ram-sso profiles', () => {
  const server = new DocumentServer();
  let home: string;
  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ram-profiles-'));
    server.give(ASKED, '{"items":[],"nextCursor":null}');
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const file = () => join(home, 'ram-sso', 'config.json');
  const kept = () => JSON.parse(readFileSync(file(), 'utf8')) as unknown;
  const profiles = (args: readonly string[], input = `${TOKEN}\n`) =>
    runRamSso(['profiles', ...args], { env: { XDG_CONFIG_HOME: home }, input });

  it('keeps a service and its token for their owner alone, and shows the token to nobody', async () => {
    const set = await profiles(['set', 'prod', '--url', server.url('/'), '--tenant', 'acme']);
    expect(set.code).toBe(0);
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect([file(), join(home, 'ram-sso')].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o600, 0o700,
    ]);
    const profile = { url: server.url(''), token: TOKEN, tenant: 'acme' };
    expect(kept()).toEqual({ current: 'prod', profiles: { prod: profile } });

    const list = await profiles(['list', '--output', 'json']);
    expect(JSON.parse(list.stdout)).toEqual([
      { name: 'prod', url: server.url(''), tenant: 'acme', current: true },
    ]);
    expect(set.stdout + set.stderr + list.stdout + list.stderr).not.toContain(TOKEN);
  });

  it('has one in force, which can be another, or none', async () => {
    for (const name of ['one', 'two']) await profiles(['set', name, '--url', server.url('')]);
    expect(kept()).toMatchObject({ current: 'one' });
    expect((await profiles(['use', 'two'])).code).toBe(0);
    expect(kept()).toMatchObject({ current: 'two' });
    expect((await profiles(['delete', 'two', '--yes'])).code).toBe(0);
    expect(kept()).toEqual({ profiles: { one: { url: server.url(''), token: TOKEN } } });
  });

  it('asks before it deletes, and where it can ask nobody, does not', async () => {
    await profiles(['set', 'one', '--url', server.url('')]);
    expect((await profiles(['delete', 'one'], 'y\n')).code).toBe(2);
    expect(kept()).toMatchObject({ profiles: { one: {} } });
  });

  it.each([
    [401, 4],
    [500, 1],
  ])('writes nothing where the service answers %i', async (status, code) => {
    server.answer(ASKED, (_, response) => response.writeHead(status).end());
    expect((await profiles(['set', 'one', '--url', server.url('')])).code).toBe(code);
    expect(() => kept()).toThrow('ENOENT');
  });

  it('takes a token that reaches one tenant alone', async () => {
    server.answer(ASKED, (_, response) => response.writeHead(403).end());
    expect((await profiles(['set', 'one', '--url', server.url('')])).code).toBe(0);
  });

  it('sends the token nowhere else, whatever the service says', async () => {
    server.redirect(ASKED, server.url('/elsewhere'));
    expect((await profiles(['set', 'one', '--url', server.url('')])).code).toBe(6);
    expect(server.requests.map(({ url }) => url)).not.toContain('/elsewhere');
  });

  it.each([
    [['use', 'nope'], 3],
    [['delete', 'nope', '--yes'], 3],
    [['set', 'a b', '--url', 'https://sso.example'], 2],
    [['set', 'a'], 2],
    [['set', 'a', '--url', 'https://sso.example', '--token', TOKEN], 2],
  ])('refuses %j with %i', async (args, code) => {
    const end = await profiles(args);
    expect(end.code).toBe(code);
    expect(end.stderr).not.toContain(TOKEN);
  });

  it('refuses a file that others may read, and one that it did not write', async () => {
    await profiles(['set', 'one', '--url', server.url('')]);
    chmodSync(file(), 0o640);
    const open = await profiles(['list']);
    expect([open.code, open.stdout]).toEqual([2, '']);
    expect(open.stderr).toContain('chmod 600');
    writeFileSync(file(), '{"profiles":{"one":{}}}');
    chmodSync(file(), 0o600);
    expect((await profiles(['list'])).code).toBe(2);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends on %s with %i, quietly, while the service does not answer', async (signal, code) => {
    const asked = new Promise<void>((done) => {
      server.answer(ASKED, () => {
        done();
      });
    });
    const waiting = new CliProcess(['profiles', 'set', 'one', '--url', server.url('')], {
      env: { XDG_CONFIG_HOME: home },
      input: TOKEN,
    });
    await asked;
    waiting.signal(signal);
    expect(await waiting.ended).toEqual({ code, stdout: '', stderr: '' });
  });
});
