import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { runRamSso } from '../support/cli-process';

jest.setTimeout(60_000);

describe('ram-sso setup-links', () => {
  let app: TestApp;
  let url: string;
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
  });
  afterAll(() => app.close());

  it('are made, shown once, listed and revoked', async () => {
    const { alias } = await createTenant(app);
    const links = (...args: string[]) =>
      runRamSso(['setup-links', ...args, '--tenant', alias, '--output', 'json'], {
        env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken },
      });
    const made = await links('create', '--note', 'for Ms Ngo', '--expires', '1d');
    const link = JSON.parse(made.stdout) as { id: string; url: string };
    expect(link).toMatchObject({ note: 'for Ms Ngo', state: 'unused' });
    expect(link.url).toContain(alias);
    const only = await links('create', '--url-only');
    expect(only.stdout).toMatch(/^https?:\S+secret=\S+\n$/);

    expect((await links('revoke', link.id)).code).toBe(2);
    expect((await links('revoke', link.id, '--yes')).code).toBe(0);
    const listed = (await links('list')).stdout;
    expect((JSON.parse(listed) as { state: string }[]).map(({ state }) => state)).toEqual([
      'unused',
      'revoked',
    ]);
    expect(listed).not.toContain('secret=');
  });
});
