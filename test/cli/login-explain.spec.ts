import { runRamSso } from '../support/cli-process';
import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeScene } from '../support/login-scene';
import { refuse } from '../support/refused-logins';
import { runTest } from '../support/test-login';

jest.setTimeout(60_000);

describe('ram-sso login explain', () => {
  let app: TestApp;
  let url: string;
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
  });
  afterAll(() => app.close());

  const environment = () => ({ RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken });
  const explain = (...args: string[]) => runRamSso(['login', 'explain', ...args], { env: environment() });

  it('names the check that failed by a request id alone, and says whether it would pass now', async () => {
    const scene = await makeScene(app);
    const { alias, defaultDomain } = scene.tenant;
    const requestId = await refuse(scene, (plan) => (plan.nameId = `carol@${defaultDomain}`));
    const why = await explain(requestId);
    expect(why.code).toBe(0);
    expect(why.stdout).toMatch(/^✗ user\.not_found\n[\s\S]*✓ signature\n[\s\S]*✗ user\n {4}expected: /);

    const before = await explain(requestId, '--check', '--tenant', alias, '--output', 'json');
    expect([before.code, JSON.parse(before.stdout)]).toMatchObject([1, { code: 'user.not_found' }]);
    await createUser(app, alias, { userName: 'carol' });
    const after = await explain(requestId, '--check', '--tenant', alias, '--output', 'json');
    expect([after.code, JSON.parse(after.stdout)]).toMatchObject([0, { code: null, wouldPass: true }]);
  });

  it('tells as much of the last test: idp test --report', async () => {
    const scene = await makeScene(app);
    const report = (...args: string[]) =>
      runRamSso(['idp', 'test', '--report', '--tenant', scene.tenant.alias, ...args], { env: environment() });
    expect((await report()).code).toBe(3);
    await runTest(scene);
    expect((await report()).code).toBe(0);
    await runTest(scene, (plan) => (plan.nameId = undefined));
    const refused = await report('--output', 'json');
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([1, { code: 'saml.nameid_missing' }]);
  });

  it('ends with 3 where nothing is known of the id', async () => {
    expect((await explain('01890a5d-ac96-774b-bcce-b302099a8057')).code).toBe(3);
  });
});
