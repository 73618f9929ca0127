import { TenantsService } from '../../src/tenants/tenants.service';
import { createTenant, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';

/** Real: Postgres and the whole service. */
let app: TestApp;
let tenants: TenantsService;
beforeAll(async () => {
  app = await startApp();
  tenants = app.nest.get(TenantsService, { strict: false });
});
afterAll(() => app.close());

describe('findByDomain', () => {
  it('finds the tenant by each of its domains, without regard to case', async () => {
    const [domainAlias, auxiliaryDomain] = [`${randomAlias()}.test`, `${randomAlias()}.test`];
    const { id, alias, defaultDomain } = await createTenant(app, { domainAlias, auxiliaryDomain });
    for (const domain of [defaultDomain, domainAlias, auxiliaryDomain.toUpperCase()]) {
      expect(await tenants.findByDomain(domain)).toEqual({ id, alias });
    }
  });

  it.each(['nobody.test', 'test', '', 'a b', '\u0000', '\u212A.test'])('finds none by %j', async (domain) => {
    expect(await tenants.findByDomain(domain)).toBeNull();
  });
});

describe('findLoginTenant', () => {
  it('answers all that a login is checked against', async () => {
    const domainAlias = `${randomAlias()}.test`;
    const tenant = await createTenant(app, {
      domainAlias,
      ssoEnabled: false,
      loginNetworkMasks: ['10.0.0.0/8'],
    });
    const found = await tenants.findLoginTenant(tenant.alias);
    expect(found).toMatchObject({
      id: tenant.id,
      alias: tenant.alias,
      ssoEnabled: false,
      idpInitiatedLogin: 'allowed',
      sessionTtlSeconds: null,
      loginNetworkMasks: ['10.0.0.0/8'],
      saml: { signAuthnRequests: 'always' },
      defaultDomain: tenant.defaultDomain,
    });
    expect([...(found?.domains ?? [])].sort()).toEqual([domainAlias, tenant.defaultDomain].sort());
  });

  it('has the default of a setting that is younger than the tenant', async () => {
    const { id, alias } = await createTenant(app);
    await app.dataSource.query(`UPDATE tenants SET saml = saml - 'refuseCbcEncryption' WHERE id = $1`, [id]);
    expect((await tenants.findLoginTenant(alias))?.saml.refuseCbcEncryption).toBe(false);
  });

  it.each(['nobody-here', 'NOBODY', '\u0000'])('finds none for %j', async (alias) => {
    expect(await tenants.findLoginTenant(alias)).toBeNull();
    expect(await tenants.findRef(alias)).toBeNull();
  });
});

describe('the version', () => {
  it('grows with each change, and by bumpVersion with the transaction alone', async () => {
    const { id, alias } = await createTenant(app);
    const version = async () => Number((await tenants.findLoginTenant(alias))?.version);
    expect(await version()).toBe(1);
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { displayName: 'New' } });
    expect(await version()).toBe(2);
    await app.dataSource.transaction((tx) => tenants.bumpVersion(tx, id));
    expect(await version()).toBe(3);
    const undone = app.dataSource.transaction(async (tx) => {
      await tenants.bumpVersion(tx, id);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await version()).toBe(3);
  });
});
