import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { makePlan, type Step } from '../../src/cli/apply/plan';
import { runPlan } from '../../src/cli/apply/run-plan';
import { CommandContext } from '../../src/cli/command-context';
import { randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type CliEnd, runRamSso } from '../support/cli-process';

jest.setTimeout(60_000);

describe('the users of a declaration', () => {
  let app: TestApp;
  let env: Record<string, string>;
  const directory = mkdtempSync(join(tmpdir(), 'ram-apply-users-'));
  beforeAll(async () => {
    app = await startApp();
    env = { RAM_SSO_URL: await app.listen(), RAM_SSO_TOKEN: app.settings.adminToken };
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await app.close();
  });

  const items = async (path: string) =>
    ((await app.request('GET', `/api/v1/tenants/${path}`)).body as { items: Record<string, string>[] }).items;

  function apply(alias: string, users: object): Promise<CliEnd> {
    const file = join(directory, 'tenants.json');
    writeFileSync(file, JSON.stringify({ tenants: { [alias]: { users } } }));
    return runRamSso(['apply', '-f', file], { env });
  }

  /** A command of its own, without a process. */
  function contextOf(given: Record<string, string>, stderr: PassThrough): CommandContext {
    return new CommandContext(
      {
        args: [],
        env: { ...given, XDG_CONFIG_HOME: directory },
        version: '0.0.0',
        stdin: new PassThrough(),
        stdout: new PassThrough().resume(),
        stderr,
        signal: new AbortController().signal,
        serve: () => Promise.resolve(),
        rotateMasterKey: () => Promise.resolve(),
      },
      {},
    );
  }

  it('go together: all that were made or changed are of one request', async () => {
    const alias = randomAlias();
    expect((await apply(alias, { alice: { email: 'a@acme.example', comments: 'x' }, bob: {} })).code).toBe(0);
    const changed = { ALICE: { email: null, status: 'disabled' }, bob: {}, carol: {} };
    const end = await apply(alias, changed);
    expect(end).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^~ user .*\/ALICE\n[^]*\+ user .*\/carol\n$/) as string,
    });
    expect(await items(`${alias}/users`)).toMatchObject([
      { userName: 'alice', email: null, comments: 'x', status: 'disabled' },
      { userName: 'bob' },
      { userName: 'carol' },
    ]);
    const events = (await items(`${alias}/audit-events`)).filter(({ type }) => type?.startsWith('user.'));
    expect(events.map(({ type, userName }) => `${type} ${userName}`).sort()).toEqual([
      'user.created alice',
      'user.created bob',
      'user.created carol',
      'user.updated alice',
    ]);
    expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(2);
  });

  it('are named where the service refuses them, with 7; the others are made, and a second run goes on', async () => {
    const alias = randomAlias();
    const end = await apply(alias, { alice: { email: 'nowhere' }, bob: {}, carol: { email: 'c@' } });
    expect(end.code).toBe(7);
    expect(end.stderr).toMatch(/user .*\/alice: request\.invalid: email /);
    expect(end.stderr).toMatch(/user .*\/carol: request\.invalid: email /);
    expect(end.stderr).toContain('2 of 4 changes were made.');
    expect((await items(`${alias}/users`)).map(({ userName }) => userName)).toEqual(['bob']);
    const second = await apply(alias, { alice: {}, bob: {}, carol: {} });
    expect([second.code, second.stdout.match(/^\+ user .*$/gm)?.length]).toEqual([0, 2]);
  });

  it('go more than one request holds, and a terminal sees how far they have come', async () => {
    const alias = randomAlias();
    const names = Array.from({ length: 1200 }, (_, index) => `u${index + 1000}`);
    const users = new Map(names.map((name): [string, Record<string, unknown>] => [name, {}]));
    const desired = { alias, settings: {}, idp: undefined, users, webhooks: undefined };
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    const context = contextOf(env, stderr);
    await runPlan(context, makePlan([desired], new Map(), { prune: false }));
    expect(String(stderr.read())).toMatch(/\r\S*\[[#-]{24}\] \d+% {2}\d+ of 1201 changes/);
    const listed: string[] = [];
    for await (const { userName } of context.api.users(alias).list({ limit: 500 })) listed.push(userName);
    expect(listed).toEqual(names);
  });

  it('of a part that was not taken are named by its first, whoever was refused before', async () => {
    const answers = Array.from({ length: 500 }, (_, index) => ({ line: index + 1, result: 'created' }));
    const [first, ...others] = answers.map((answer) => JSON.stringify(answer));
    const parts = [[first?.replace('created', 'refused'), ...others].join('\n'), undefined];
    const server = createServer((request, response) => {
      request.resume();
      const part = parts.shift();
      response.writeHead(part === undefined ? 403 : 200).end(part);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const stderr = new PassThrough();
    const context = contextOf({ ...env, RAM_SSO_URL: `http://127.0.0.1:${port}` }, stderr);
    const steps = Array.from({ length: 600 }, (_, index): Step => {
      return { action: 'create', kind: 'user', tenant: 'acme', name: `u${index}`, changes: [], body: {} };
    });
    await expect(runPlan(context, { steps, unchanged: 0 })).rejects.toMatchObject({ status: 403 });
    server.close();
    expect(String(stderr.read())).toContain('499 of 600 changes were made; user u500 was not.');
  });
});
