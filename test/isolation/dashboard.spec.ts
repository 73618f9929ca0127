import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeScene, postResponse } from '../support/login-scene';

/** What the administrators of tenant A can never learn from the dashboards. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it("are the dashboard of tenant B and that of all tenants, and nothing of B is in A's own", async () => {
  const [a, b] = [await makeScene(app), await makeScene(app)];
  await postResponse(b, 'x');
  const before = (await app.request('GET', `/api/v1/tenants/${b.tenant.alias}/dashboard`)).text;
  expect(before).toContain('saml.malformed');
  for (const role of ['admin', 'viewer'] as const) {
    const token = await createToken(app, role, a.tenant.alias);
    const get = (path: string) => app.request('GET', `/api/v1${path}`, { token });
    for (const path of [`/tenants/${b.tenant.alias}/dashboard`, '/dashboard']) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, 403]);
      expect(text).not.toContain('saml.malformed');
    }
    const own = await get(`/tenants/${a.tenant.alias}/dashboard`);
    expect(own.status).toBe(200);
    expect(own.body).toMatchObject({ users: { count: 1 }, logins: { refusals: [] } });
  }
});
