import { TenantDomainsRepository } from '../../src/tenants/tenant-domains.repository';
import { createTenant, randomAlias, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const newDomain = () => `${randomAlias()}.test`;
const path = ({ alias }: Tenant) => `/api/v1/tenants/${alias}`;
const patch = (tenant: Tenant, body: object) => app.request('PATCH', path(tenant), { body });

describe('a domain', () => {
  it.each([
    ['domainAlias', 'domainAlias'],
    ['domainAlias', 'auxiliaryDomain'],
    ['auxiliaryDomain', 'domainAlias'],
    ['auxiliaryDomain', 'auxiliaryDomain'],
  ])("that is one tenant's %s is not another's %s", async (held, wanted) => {
    const domain = newDomain();
    await createTenant(app, { [held]: domain });
    const body = { alias: randomAlias(), [wanted]: domain.toUpperCase() };
    const created = await app.request('POST', '/api/v1/tenants', { body });
    expect(created.status).toBe(409);
    expect(created.body).toMatchObject({ code: 'conflict', errors: [{ field: wanted }] });
    expect((created.body as { detail: string }).detail).toContain(domain);

    const other = await createTenant(app, { displayName: 'Old' });
    const patched = await patch(other, { displayName: 'New', [wanted]: domain });
    expect(patched.status).toBe(409);
    expect((await app.request('GET', path(other))).body).toMatchObject({
      displayName: 'Old',
      [wanted]: null,
    });
  });

  it('names both where both are taken', async () => {
    const [domainAlias, auxiliaryDomain] = [newDomain(), newDomain()];
    await createTenant(app, { domainAlias, auxiliaryDomain });
    const response = await patch(await createTenant(app), { domainAlias, auxiliaryDomain });
    expect(response.body).toMatchObject({ errors: [{ field: 'domainAlias' }, { field: 'auxiliaryDomain' }] });
  });

  it('is free again when it is cleared', async () => {
    const domain = newDomain();
    const tenant = await createTenant(app, { domainAlias: domain });
    await patch(tenant, { domainAlias: null });
    expect((await patch(await createTenant(app), { auxiliaryDomain: domain })).status).toBe(200);
  });

  it('can change places with the other one of the tenant in one change', async () => {
    const [one, two] = [newDomain(), newDomain()];
    const tenant = await createTenant(app, { domainAlias: one, auxiliaryDomain: two });
    const response = await patch(tenant, { domainAlias: two, auxiliaryDomain: one });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ domainAlias: two, auxiliaryDomain: one });
  });

  it("must differ from the tenant's other one, stored before", async () => {
    const domain = newDomain();
    const tenant = await createTenant(app, { domainAlias: domain });
    const response = await patch(tenant, { auxiliaryDomain: domain });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ errors: [{ field: 'auxiliaryDomain' }] });
  });

  it('goes to one of several tenants that claim it at once', async () => {
    const domain = newDomain();
    const tenants = await Promise.all(Array.from({ length: 6 }, () => createTenant(app)));
    const claims = tenants.map((tenant, i) =>
      patch(tenant, i % 2 ? { domainAlias: domain } : { auxiliaryDomain: domain }),
    );
    const statuses = (await Promise.all(claims)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(5).fill(409)]);
  });

  it('crosswise claims of two domains leave nobody waiting', async () => {
    const [one, two] = [newDomain(), newDomain()];
    const tenants = await Promise.all(Array.from({ length: 6 }, () => createTenant(app)));
    const claims = tenants.map((tenant, i) =>
      patch(
        tenant,
        i % 2 ? { domainAlias: one, auxiliaryDomain: two } : { domainAlias: two, auxiliaryDomain: one },
      ),
    );
    const statuses = (await Promise.all(claims)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(5).fill(409)]);
  });
});

describe('the default domain', () => {
  it('stays as it was made when the suffix changes, and belongs to its tenant still', async () => {
    const tenant = await createTenant(app);
    const later = await startApp({ defaultDomainSuffix: 'other.localhost' }, app);
    const read = await later.request('GET', path(tenant), { token: app.settings.adminToken });
    expect(read.body).toMatchObject({ defaultDomain: tenant.defaultDomain });
    const body = { alias: randomAlias(), domainAlias: tenant.defaultDomain };
    const claimed = await later.request('POST', '/api/v1/tenants', { body });
    expect(claimed.status).toBe(409);
    const fresh = await createTenant(later);
    expect(fresh.defaultDomain).toBe(`${fresh.alias}.other.localhost`);
    await later.close();
  });

  it('that another tenant has as its domain alias can not be taken', async () => {
    const alias = randomAlias();
    const holder = await createTenant(app, { domainAlias: `${alias}.next.localhost` });
    const later = await startApp({ defaultDomainSuffix: 'next.localhost' }, app);
    const response = await later.request('POST', '/api/v1/tenants', { body: { alias } });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'conflict', errors: [{ field: 'alias' }] });
    // What it has stays its own, and its other settings can change.
    expect((await later.request('PATCH', path(holder), { body: { displayName: 'New' } })).status).toBe(200);
    await later.close();
  });

  it('are locked in one order, whichever way two tenants name them', async () => {
    const domains = app.nest.get(TenantDomainsRepository, { strict: false });
    const lock = (...names: string[]) =>
      app.dataSource.transaction((tx) => domains.lock(tx, names).then(() => 'locked'));
    const pairs = Array.from({ length: 40 }, (_, count) =>
      count % 2
        ? lock('one.example', 'two.example', 'three.example')
        : lock('three.example', 'two.example', 'one.example'),
    );
    expect(new Set(await Promise.all(pairs))).toEqual(new Set(['locked']));
  });
});
