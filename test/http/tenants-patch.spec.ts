import { createTenant, randomAlias, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const path = ({ alias }: Tenant) => `/api/v1/tenants/${alias}`;
const get = (tenant: Tenant) => app.request('GET', path(tenant));
const patch = (tenant: Tenant, body: object, ifMatch?: string) =>
  app.request('PATCH', path(tenant), { body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
const etag = ({ headers }: TestResponse) => String(headers.etag);

describe('PATCH /tenants/{alias}', () => {
  it('changes what it names and answers the whole', async () => {
    const tenant = await createTenant(app, {
      displayName: 'Old',
      sessionTtlSeconds: 7200,
      saml: { forceAuthn: true },
    });
    const response = await patch(tenant, { displayName: 'New', saml: { requestBinding: 'post' } });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      ...tenant,
      displayName: 'New',
      saml: { ...(tenant as Tenant & { saml: object }).saml, requestBinding: 'post' },
      updatedAt: (response.body as { updatedAt: string }).updatedAt,
    });
    expect((await get(tenant)).body).toEqual(response.body);
  });

  it('takes null back to the default', async () => {
    const tenant = await createTenant(app, {
      displayName: 'ACME',
      ssoEnabled: false,
      domainAlias: `${randomAlias()}.test`,
      auxiliaryDomain: `${randomAlias()}.test`,
      idpInitiatedLogin: 'refused',
      sessionTtlSeconds: 7200,
      loginNetworkMasks: ['10.0.0.0/8'],
      saml: { forceAuthn: true },
    });
    const names = ['displayName', 'ssoEnabled', 'domainAlias', 'auxiliaryDomain', 'idpInitiatedLogin'];
    const more = ['sessionTtlSeconds', 'loginNetworkMasks', 'saml'];
    const response = await patch(tenant, Object.fromEntries([...names, ...more].map((name) => [name, null])));
    const { alias, id, createdAt } = tenant as Tenant & { createdAt: string };
    const plain = await createTenant(app);
    const { defaultDomain, sp } = tenant;
    const { updatedAt } = response.body as { updatedAt: string };
    expect(response.body).toEqual({ ...plain, alias, id, defaultDomain, sp, createdAt, updatedAt });
  });

  it('takes null inside saml back to that default alone', async () => {
    const tenant = await createTenant(app, { saml: { forceAuthn: true, signAuthnRequests: 'never' } });
    const response = await patch(tenant, { saml: { signAuthnRequests: null } });
    expect(response.body).toMatchObject({ saml: { forceAuthn: true, signAuthnRequests: 'always' } });
  });

  it('refuses to take the attribute away that whole user names are read from', async () => {
    const tenant = await createTenant(app, { saml: { userNameAttribute: 'uid', userNameForm: 'whole' } });
    const alone = await patch(tenant, { saml: { userNameAttribute: null } });
    expect(alone.status).toBe(400);
    expect(alone.body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'saml.userNameForm' }] });
    const both = await patch(tenant, { saml: { userNameAttribute: null, userNameForm: null } });
    expect(both.body).toMatchObject({ saml: { userNameAttribute: null, userNameForm: 'principalName' } });
  });

  it('is also taken as application/merge-patch+json', async () => {
    const tenant = await createTenant(app);
    const headers = { 'content-type': 'application/merge-patch+json' };
    const response = await app.request('PATCH', path(tenant), { body: '{"displayName":"New"}', headers });
    expect(response.status).toBe(200);
  });

  it('moves updatedAt and the ETag, and leaves createdAt', async () => {
    const tenant = await createTenant(app);
    const before = await get(tenant);
    const later = new Date(Date.now() + 5000);
    app.clock.set(later);
    const after = await patch(tenant, { displayName: 'New' });
    app.clock.reset();
    expect(after.body).toMatchObject({ updatedAt: later.toISOString() });
    expect((after.body as { createdAt: string }).createdAt).toBe(
      (before.body as { createdAt: string }).createdAt,
    );
    expect(etag(after)).not.toBe(etag(before));
    expect(etag(await get(tenant))).toBe(etag(after));
  });

  it('that changes nothing writes nothing', async () => {
    const tenant = await createTenant(app, { displayName: 'ACME' });
    const before = await get(tenant);
    const after = await patch(tenant, { displayName: 'ACME', saml: {} });
    expect(after.status).toBe(200);
    expect(after.body).toEqual(before.body);
    expect(etag(after)).toBe(etag(before));
    const events = await app.request('GET', `${path(tenant)}/audit-events?type=tenant.updated`);
    expect(events.body).toEqual({ items: [], nextCursor: null });
  });

  it('writes an event that names the changed fields', async () => {
    const tenant = await createTenant(app);
    await patch(tenant, { displayName: 'New', ssoEnabled: true, saml: { forceAuthn: true } });
    const { body } = await app.request('GET', `${path(tenant)}/audit-events?type=tenant.updated`);
    expect(body).toMatchObject({
      items: [
        {
          actor: 'platform',
          outcome: 'success',
          details: { alias: tenant.alias, changed: ['displayName', 'saml.forceAuthn'] },
        },
      ],
    });
  });
});

describe('If-Match', () => {
  it('lets through the ETag of the tenant as it is, alone, in a list, or as *', async () => {
    const tenant = await createTenant(app);
    const first = await patch(tenant, { displayName: '1' }, etag(await get(tenant)));
    expect(first.status).toBe(200);
    const second = await patch(tenant, { displayName: '2' }, `"other", ${etag(first)}`);
    expect(second.status).toBe(200);
    expect((await patch(tenant, { displayName: '3' }, '*')).status).toBe(200);
  });

  it('refuses an ETag that has passed with 412, and changes nothing', async () => {
    const tenant = await createTenant(app);
    const stale = etag(await get(tenant));
    await patch(tenant, { displayName: 'New' });
    const response = await patch(tenant, { displayName: 'Lost' }, stale);
    expect(response.status).toBe(412);
    expect(response.body).toMatchObject({ code: 'precondition_failed' });
    expect((await get(tenant)).body).toMatchObject({ displayName: 'New' });
  });

  it('holds a DELETE too', async () => {
    const tenant = await createTenant(app);
    const stale = etag(await get(tenant));
    const current = etag(await patch(tenant, { displayName: 'New' }));
    const remove = (ifMatch: string) =>
      app.request('DELETE', path(tenant), { headers: { 'if-match': ifMatch } });
    expect((await remove(stale)).status).toBe(412);
    expect((await remove(current)).status).toBe(204);
  });

  it('does not take a tenant made anew under the alias for the old one', async () => {
    const tenant = await createTenant(app);
    const old = etag(await get(tenant));
    await app.request('DELETE', path(tenant));
    const again = await createTenant(app, { alias: tenant.alias });
    expect((await patch(again, { displayName: 'New' }, old)).status).toBe(412);
  });

  it('lets one of several changes through that start from one ETag', async () => {
    const tenant = await createTenant(app);
    const tag = etag(await get(tenant));
    const changes = Array.from({ length: 6 }, (_, i) => patch(tenant, { displayName: `n${i}` }, tag));
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(5).fill(412)]);
  });
});
