import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpBrowser } from '../../demo/http-browser';
import { SamlpProcess } from '../support/samlp-process';
import { freePort, Workshop } from '../support/service-process';
import { Shell } from '../support/shell';
import { sessionOf, signInAlice } from '../support/sign-in-alice';

/** What an operator does who has a terminal, an empty directory, and an identity provider that is not ours. */
describe('from nothing to a sign-in, from the terminal alone', () => {
  const workshop = new Workshop();
  let shell: Shell;
  let idp: SamlpProcess;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    shell = new Shell(workshop.directory(), { PORT: port });
    idp = await SamlpProcess.start();
  }, 60_000);
  afterAll(async () => {
    await shell.close();
    await idp.stop();
    await workshop.clean();
  });

  it('serves, makes the tenant, trusts the identity provider, makes alice, tries it, and she is in', async () => {
    await shell.start('ram-sso serve').said(/is ready on/);
    await shell.must('ram-sso tenants create acme --display-name "ACME Inc." --sso off');
    await idp.register(await shell.must('ram-sso sp metadata --tenant acme'), 'acme.ram.localhost');
    writeFileSync(join(shell.directory, 'metadata.xml'), await idp.metadata());
    await shell.must('ram-sso idp check metadata.xml');
    await shell.must('ram-sso idp set metadata.xml --tenant acme');
    await shell.must('ram-sso users create alice --tenant acme --display-name "Alice Ngo"');
    expect(await shell.type('ram-sso sso check --tenant acme')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/last test +none\n[\s\S]*\nalice +Alice Ngo +never\n/) as string,
    });

    const test = await json<{ url: string }>('ram-sso idp test --tenant acme');
    const tester = new HttpBrowser();
    const report = await signInAlice(tester, await tester.submit(await tester.open(test.url)));
    expect(report.status).toBe(200);
    expect(report.text).toContain('alice@acme.ram.localhost');
    expect(await sessionOf(tester, url)).toBeUndefined();
    // The identity provider is reached by plain http here, which is all that still speaks against it.
    const checked = await shell.type('ram-sso sso check --tenant acme');
    expect(checked.stdout).toMatch(/last test +passed, .*, alice\n[\s\S]*would be locked out +0\n/);
    expect(checked.stdout.match(/^! \w+/gm)).toEqual(['! endpoint_not_https', '! endpoint_not_https']);

    const trial = await json<{ loginUrl: string }>('ram-sso sso try --tenant acme');
    const alice = new HttpBrowser();
    expect(await signInAlice(alice, await alice.open(trial.loginUrl))).toMatchObject({ status: 200 });
    expect(await sessionOf(alice, url)).toMatchObject({
      tenant: 'acme',
      user: { userName: 'alice', userPrincipalName: 'alice@acme.ram.localhost', displayName: 'Alice Ngo' },
    });

    const tenant = await json('ram-sso tenants get acme');
    expect(tenant).toMatchObject({ ssoEnabled: true, ssoTrialEndsAt: null });
    expect(await json('ram-sso sessions list --tenant acme')).toMatchObject([{ userName: 'alice' }]);
    const logins = await json<object[]>('ram-sso audit list --tenant acme --type login');
    expect(logins).toMatchObject([{ outcome: 'success', userName: 'alice' }]);
  }, 120_000);

  async function json<T = unknown>(line: string): Promise<T> {
    return JSON.parse(await shell.must(`${line} --output json`)) as T;
  }
});
