import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { startApp, type TestApp } from '../support/app';
import { runRamSso } from '../support/cli-process';
import { makeScene, signIn } from '../support/login-scene';

jest.setTimeout(60_000);

describe('ram-sso dashboard', () => {
  let app: TestApp;
  let alias: string;
  let url: string;
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
    const scene = await makeScene(app);
    ({ alias } = scene.tenant);
    expect((await signIn(scene)).status).toBe(303);
    const alise = await signIn(scene, (plan) => {
      plan.nameId = `alise@${scene.tenant.defaultDomain}`;
    });
    expect(alise.status).toBe(401);
  });
  afterAll(() => app.close());

  const cli = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runRamSso(args, { env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken, ...env } });

  it('shows people how a tenant fares', async () => {
    const { code, stdout } = await cli(['dashboard', '--tenant', alias]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/users +1\nsessions +1\n/);
    expect(stdout).toMatch(/\nDAY +SIGN-INS +REFUSED\n\d{4}-\d\d-\d\d +1 +1\n/);
    expect(stdout).toMatch(/\nREFUSED BY +COUNT\nuser\.not_found +1\n/);
  });

  it('gives programs what the API answers', async () => {
    const { body } = await app.request('GET', `/api/v1/tenants/${alias}/dashboard`);
    const ends = await Promise.all(
      ['json', 'yaml', 'csv'].map((format) => cli(['dashboard', '-t', alias, '-o', format])),
    );
    const [json = '', yaml = '', csv = ''] = ends.map(({ stdout }) => stdout);
    const { logins } = body as { logins: unknown };
    expect(JSON.parse(json)).toMatchObject({ logins, users: { count: 1 } });
    expect(parseYaml(yaml)).toMatchObject({ logins, users: { count: 1 } });
    expect(parseCsv(csv, { columns: true })).toMatchObject([{ 'users.count': '1' }]);
  });

  it('is of all tenants without one, or where all are asked for', async () => {
    const env = { RAM_SSO_TENANT: alias };
    const [without, all, one, both] = await Promise.all([
      cli(['dashboard', '-o', 'json']),
      cli(['dashboard', '--all'], env),
      cli(['dashboard', '-o', 'json'], env),
      cli(['dashboard', '--all', '--tenant', alias]),
    ]);
    expect(JSON.parse(without.stdout)).toMatchObject({
      tenants: { count: 1 },
      unusable: expect.anything() as object,
    });
    expect(all.stdout).toMatch(/tenants +1\nsign-ins in thirty days +1\nrefused in thirty days +1\n/);
    expect(JSON.parse(one.stdout)).toMatchObject({ users: { count: 1 } });
    expect(both.code).toBe(2);
  });

  it('leads to who was refused, and who they may be', async () => {
    const json = async (...args: string[]) =>
      JSON.parse((await cli([...args, '-t', alias, '-o', 'json'])).stdout) as Record<string, string>[];
    const [refused] = await json('login', 'list', '--code', 'user.not_found');
    expect(refused).toMatchObject({ userName: 'alise', isSignedByTrustedKey: true });
    expect(await json('login', 'list', '--to', '2000-01-01')).toEqual([]);
    const [person] = await json('unmatched-people');
    expect(person).toMatchObject({ userName: 'alise', nearest: [{ userName: 'alice' }] });
    expect((await cli(['unmatched-people', 'dismiss', person?.id ?? '', '-t', alias])).code).toBe(0);
    expect(await json('unmatched-people')).toEqual([]);
    const forget = ['login', 'delete', refused?.requestId ?? '', '-t', alias];
    expect((await cli(forget)).code).toBe(2);
    expect((await cli([...forget, '--yes'])).code).toBe(0);
    expect((await cli([...forget, '--yes'])).code).toBe(3);
  });
});
