import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';

const PATH = '/api/v1/api-tokens';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe("a tenant's admin token", () => {
  it('sees, makes and deletes no tokens, its own included', async () => {
    const { alias } = await createTenant(app);
    const body = { name: 'own', role: 'admin', tenant: alias };
    const created = await app.request('POST', PATH, { body });
    const { id, secret: token } = created.body as { id: string; secret: string };
    const answers = [
      await app.request('GET', PATH, { token }),
      await app.request('POST', PATH, { token, body }),
      await app.request('POST', PATH, { token, body: { ...body, tenant: null } }),
      await app.request('DELETE', `${PATH}/${id}`, { token }),
      await app.request('DELETE', `${PATH}/no-such-token`, { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await app.request('GET', `/api/v1/tenants/${alias}`, { token })).status).toBe(200);
  });

  it('is not good for a tenant made anew under the alias', async () => {
    const { alias } = await createTenant(app);
    const token = await createToken(app, 'admin', alias);
    await app.request('DELETE', `/api/v1/tenants/${alias}`);
    await createTenant(app, { alias });
    expect((await app.request('GET', `/api/v1/tenants/${alias}`, { token })).status).toBe(401);
  });

  it('is not made to reach the platform by a tenant in other words', async () => {
    const { alias } = await createTenant(app);
    for (const tenant of [alias.toUpperCase(), ` ${alias}`, `${alias} `, `${alias}/`]) {
      const response = await app.request('POST', PATH, { body: { name: 'x', role: 'admin', tenant } });
      expect(response.status).toBe(404);
    }
  });
});
