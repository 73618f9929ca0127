import { IdpTrustService } from '../../src/idp-trust/idp-trust.service';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { trust } from '../support/login-scene';

/** Real: Postgres and the whole service. */
let app: TestApp;
let trusts: IdpTrustService;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  trusts = app.nest.get(IdpTrustService, { strict: false });
});
afterAll(() => app.close());
beforeEach(() => {
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
});

const NEVER = new Date('2200-01-01T00:00:00Z');

/** A tenant whose IdP's certificates end on these days. */
async function trusting(ends: readonly string[], validity = ''): Promise<Tenant> {
  const idp = await TestIdp.create();
  const keys = await Promise.all(ends.map((end) => makeKeyPair({ kind: 'ec', notAfter: new Date(end) })));
  const xml = idp.metadata({ certificates: keys.map(({ certificateDer }) => certificateDer) });
  const tenant = await createTenant(app);
  await trust(app, tenant.alias, xml.replace('entityID=', `${validity} entityID=`));
  return tenant;
}

/** Which of these tenants are listed. */
async function listed(until: string, ...tenants: readonly Tenant[]): Promise<boolean[]> {
  const found = await trusts.listExpiring(new Date(until), undefined, 500);
  return tenants.map(({ id }) => found.some(({ tenantId }) => tenantId === id));
}

describe('listExpiring', () => {
  it('names those of which a certificate ends by then', async () => {
    const tenant = await trusting(['2030-01-01T00:00:00Z', '2026-04-01T00:00:00Z']);
    expect(await listed('2026-03-31T23:59:59Z', tenant)).toEqual([false]);
    expect(await listed('2026-04-01T00:00:00Z', tenant)).toEqual([true]);
  });

  it('names those of which the metadata end by then', async () => {
    const tenant = await trusting(['2030-01-01T00:00:00Z'], 'validUntil="2026-03-08T00:00:00Z"');
    expect(await listed('2026-03-07T00:00:00Z', tenant)).toEqual([false]);
    expect(await listed('2026-03-08T00:00:00Z', tenant)).toEqual([true]);
  });

  it('looks at the next end where some have passed already, and says them all', async () => {
    const tenant = await trusting(['2021-01-01T00:00:00Z', '2026-05-01T00:00:00Z']);
    const gone = await trusting(['2021-01-01T00:00:00Z']);
    expect(await listed('2026-04-30T00:00:00Z', tenant, gone)).toEqual([false, false]);
    const found = await trusts.listExpiring(new Date('2026-05-01T00:00:00Z'), undefined, 500);
    expect(found.find(({ tenantId }) => tenantId === tenant.id)).toMatchObject({
      source: 'upload',
      validUntil: null,
      certificates: [
        { subject: 'CN=Test IdP', notAfter: new Date('2021-01-01T00:00:00Z') },
        { notAfter: new Date('2026-05-01T00:00:00Z') },
      ],
    });
  });

  it('gives a page at a time', async () => {
    const tenants = await Promise.all([1, 2, 3].map(() => trusting(['2027-01-01T00:00:00Z'])));
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await trusts.listExpiring(NEVER, after, 2);
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(({ tenantId }) => tenantId));
      after = page.at(-1)?.tenantId;
      if (after === undefined) break;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(tenants.map(({ id }) => id)));
  });
});

describe('findStatus', () => {
  it('says how an uploaded trust fares', async () => {
    const tenant = await trusting(['2021-01-01T00:00:00Z'], 'validUntil="2026-03-08T00:00:00Z"');
    expect(await trusts.findStatus(tenant.id)).toMatchObject({
      source: 'upload',
      metadataUrl: null,
      certificates: [{ subject: 'CN=Test IdP', notAfter: new Date('2021-01-01T00:00:00Z') }],
      validUntil: new Date('2026-03-08T00:00:00Z'),
      refreshedAt: new Date('2026-03-01T10:00:00Z'),
      nextRefreshAt: null,
      refreshFailure: null,
      warnings: [{ code: 'certificate_expired' }],
    });
  });

  it('says of one from an address when it is fetched again', async () => {
    const server = await new DocumentServer().start();
    const idp = await TestIdp.create();
    const xml = idp.metadata().replace('entityID=', 'cacheDuration="PT4H" entityID=');
    const metadataUrl = server.give('/', xml);
    const tenant = await createTenant(app);
    await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, { body: { metadataUrl } });
    const status = await trusts.findStatus(tenant.id);
    expect(status).toMatchObject({ source: 'url', metadataUrl, refreshFailure: null });
    const { nextRefreshAt } = status ?? {};
    expect(nextRefreshAt?.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-01T14:00:00Z'));
    expect(nextRefreshAt?.getTime()).toBeLessThanOrEqual(Date.parse('2026-03-01T14:24:00Z'));
    await server.stop();
  });

  it('knows none where there is none', async () => {
    const { id } = await createTenant(app);
    expect(await trusts.findStatus(id)).toBeNull();
  });
});
