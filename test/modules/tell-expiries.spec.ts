import { Sweeper } from '../../src/database/sweeper';
import { TellExpiries } from '../../src/trust-health/tell-expiries';
import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { trust } from '../support/login-scene';

/** Real: Postgres and the whole service, in two nodes. Set: the clock. */
let app: TestApp;
let there: TestApp;
const documents = new DocumentServer();
beforeAll(async () => {
  await documents.start();
  app = await startApp({ allowPrivateMetadataUrls: true });
  there = await startApp({}, app);
});
afterAll(async () => {
  await there.close();
  await app.close();
  await documents.stop();
});
beforeEach(async () => {
  // Whatever the test before it did, a round is due on both nodes as one begins.
  for (const node of [app, there]) await sweepAt('2026-02-01T10:00:00Z', node);
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
});

const sweep = (node = app) => node.nest.get(Sweeper, { strict: false }).sweepAll();

async function sweepAt(time: string, node = app): Promise<void> {
  app.clock.set(new Date(time));
  await sweep(node);
}

interface Told {
  readonly type: string;
  readonly actor: string;
  readonly details: { readonly threshold: number; readonly daysLeft: number; readonly subject?: string };
}

/** Oldest first. */
async function told({ alias }: Tenant): Promise<Told[]> {
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}/audit-events?limit=500`);
  const { items } = body as { readonly items: readonly Told[] };
  return items.filter(({ type }) => type.endsWith('_expiring') || type.endsWith('.expiring')).reverse();
}

const short = async (tenant: Tenant) =>
  (await told(tenant)).map(({ type, details }) => `${type} ${details.threshold} ${details.daysLeft}`);

/** A tenant whose IdP's certificate ends then. */
async function trusting(notAfter: string): Promise<{ readonly tenant: Tenant; readonly idp: TestIdp }> {
  const tenant = await createTenant(app);
  const keys = await makeKeyPair({ kind: 'ec', notAfter: new Date(notAfter) });
  const idp = await TestIdp.create(keys);
  await trust(app, tenant.alias, idp.metadata());
  return { tenant, idp };
}

const CERTIFICATE = 'idp.certificate_expiring';

it('tells 30, 7 and 1 days before a certificate ends, each once, on whichever node', async () => {
  const { tenant } = await trusting('2026-05-01T10:00:00Z');
  for (let day = 0; day < 63; day += 1) {
    await Promise.all([sweep(), sweep(there)]);
    await sweep(there);
    app.clock.advance(86_400);
  }
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 30 30`, `${CERTIFICATE} 7 7`, `${CERTIFICATE} 1 1`]);
  expect((await told(tenant))[0]).toMatchObject({
    actor: 'watch',
    details: { subject: 'CN=Test IdP', notAfter: '2026-05-01T10:00:00.000Z' },
  });
}, 60_000);

it('tells once where two nodes look at the same moment', async () => {
  const tenants = await Promise.all([1, 2, 3, 4].map(() => trusting('2026-03-05T10:00:00Z')));
  // Not by the sweeper, whose lock lets one of them in.
  const look = async (node: TestApp) => {
    let seen = 0;
    for (let more = 1; more > 0; seen += more) {
      more = await node.nest.get(TellExpiries, { strict: false }).run();
    }
    return seen;
  };
  const seen = await Promise.all([look(app), look(there)]);
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(tenants.length);
  for (const { tenant } of tenants) expect(await short(tenant)).toEqual([`${CERTIFICATE} 7 4`]);
});

it('tells the nearest alone where it was down at the others, and what comes after it', async () => {
  const { tenant } = await trusting('2026-05-01T10:00:00Z');
  await sweepAt('2026-04-28T10:00:00Z');
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 7 3`]);
  await sweepAt('2026-04-30T11:00:00Z', there);
  await sweepAt('2026-05-02T00:00:00Z');
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 7 3`, `${CERTIFICATE} 1 1`]);
});

it('tells nothing of what has ended', async () => {
  const { tenant } = await trusting('2026-02-01T00:00:00Z');
  const other = await trusting('2026-03-02T00:00:00Z');
  await sweepAt('2026-03-03T00:00:00Z');
  expect([await short(tenant), await short(other.tenant)]).toEqual([[], []]);
});

it('looks again each hour, and not more often', async () => {
  await sweepAt('2026-03-01T10:00:00Z');
  const { tenant } = await trusting('2026-03-05T10:00:00Z');
  await sweepAt('2026-03-01T10:59:59Z');
  expect(await short(tenant)).toEqual([]);
  await sweepAt('2026-03-01T11:00:00Z');
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 7 4`]);
});

it('tells nothing more of a certificate that was replaced, nor anew of one that comes back', async () => {
  const { tenant, idp } = await trusting('2026-03-31T10:00:00Z');
  await sweep();
  const next = await makeKeyPair({ kind: 'ec' });
  await trust(app, tenant.alias, idp.metadata({ certificates: [next.certificateDer] }));
  await sweepAt('2026-03-25T10:00:00Z');
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 30 30`]);
  app.clock.set(new Date('2026-03-20T10:00:00Z'));
  await trust(app, tenant.alias, idp.metadata());
  await sweep();
  expect(await short(tenant)).toEqual([`${CERTIFICATE} 30 30`]);
});

it('tells each tenant of its own, also where two trust one IdP', async () => {
  const { tenant, idp } = await trusting('2026-03-31T10:00:00Z');
  const [other, third] = [await createTenant(app), await createTenant(app)];
  await trust(app, other.alias, idp.metadata());
  await sweep();
  expect([await short(tenant), await short(other), await short(third)]).toEqual([
    [`${CERTIFICATE} 30 30`],
    [`${CERTIFICATE} 30 30`],
    [],
  ]);
  const token = await createToken(app, 'viewer', other.alias);
  const path = `/api/v1/tenants/${tenant.alias}/audit-events?type=${CERTIFICATE}`;
  expect((await app.request('GET', path, { token })).status).toBe(403);
});

it('tells of many tenants in one round', async () => {
  const { tenant, idp } = await trusting('2026-03-31T10:00:00Z');
  const tenants = [tenant];
  for (let count = 0; count < 120; count += 1) {
    const one = await createTenant(app);
    await trust(app, one.alias, idp.metadata());
    tenants.push(one);
  }
  await sweep();
  const all = await Promise.all(tenants.map(short));
  expect(all).toEqual(tenants.map(() => [`${CERTIFICATE} 30 30`]));
}, 60_000);

it('goes with its tenant, and is forgotten once the end has come', async () => {
  const { tenant } = await trusting('2026-03-31T10:00:00Z');
  const { tenant: deleted } = await trusting('2026-03-31T10:00:00Z');
  const kept = async () => {
    const ids = [tenant.id, deleted.id];
    const rows: { tenant_id: string }[] = await app.dataSource.query(
      'SELECT tenant_id FROM expiry_notices WHERE tenant_id = ANY($1)',
      [ids],
    );
    return ids.map((id) => rows.some((row) => row.tenant_id === id));
  };
  await sweep();
  expect(await kept()).toEqual([true, true]);
  await app.request('DELETE', `/api/v1/tenants/${deleted.alias}`);
  expect(await kept()).toEqual([true, false]);
  await sweepAt('2026-03-31T09:59:59Z');
  expect(await kept()).toEqual([true, false]);
  await sweepAt('2026-03-31T10:00:00Z');
  expect(await kept()).toEqual([false, false]);
});

describe('metadata', () => {
  const METADATA = 'idp.metadata_expiring';
  const valid = (idp: TestIdp, until: string) =>
    idp.metadata().replace('entityID=', `validUntil="${until}" entityID=`);

  it('that were uploaded are told of', async () => {
    const tenant = await createTenant(app);
    await trust(app, tenant.alias, valid(await TestIdp.create(), '2026-03-31T10:00:00Z'));
    await sweep();
    await sweepAt('2026-03-24T10:00:00Z');
    await sweepAt('2026-03-30T10:00:00Z');
    expect(await short(tenant)).toEqual([`${METADATA} 30 30`, `${METADATA} 7 7`, `${METADATA} 1 1`]);
  });

  it('that end later by a new upload are told of anew', async () => {
    const [tenant, idp] = [await createTenant(app), await TestIdp.create()];
    await trust(app, tenant.alias, valid(idp, '2026-03-02T00:00:00Z'));
    await sweep();
    await trust(app, tenant.alias, valid(idp, '2026-03-08T00:00:00Z'));
    await sweepAt('2026-03-01T11:00:00Z');
    expect(await short(tenant)).toEqual([`${METADATA} 1 1`, `${METADATA} 7 7`]);
  });

  it('whose address always tells an end in a week are not, until they can not be fetched', async () => {
    const [tenant, idp] = [await createTenant(app), await TestIdp.create()];
    const path = `/api/v1/tenants/${tenant.alias}/idp`;
    const give = () => {
      const end = new Date(app.clock.now().getTime() + 7 * 86_400_000);
      return documents.give(`/${tenant.alias}`, valid(idp, end.toISOString()));
    };
    await app.request('PUT', path, { body: { metadataUrl: give() } });
    for (let day = 0; day < 20; day += 1) {
      app.clock.advance(86_400);
      give();
      await sweep();
    }
    expect(await short(tenant)).toEqual([]);
    expect((await app.request('GET', path)).body).not.toHaveProperty('refreshFailure');

    documents.give(`/${tenant.alias}`, 'no metadata');
    for (let day = 0; day < 8; day += 1) {
      app.clock.advance(86_400);
      await sweep();
      app.clock.advance(3600);
      await sweep();
    }
    expect(await short(tenant)).toEqual([`${METADATA} 7 6`, `${METADATA} 1 1`]);
  }, 60_000);

  it('whose address goes on telling the same end are', async () => {
    const [tenant, idp] = [await createTenant(app), await TestIdp.create()];
    const metadataUrl = documents.give(`/${tenant.alias}`, valid(idp, '2026-09-01T10:00:00Z'));
    await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, { body: { metadataUrl } });
    for (const time of ['2026-05-01', '2026-08-02', '2026-08-10', '2026-08-25', '2026-08-31']) {
      await sweepAt(`${time}T10:00:00Z`);
    }
    expect(await short(tenant)).toEqual([`${METADATA} 30 30`, `${METADATA} 7 7`, `${METADATA} 1 1`]);
  });
});

it('tells of our own keys, and no more once the next one is the current one', async () => {
  const tenant = await createTenant(app);
  await app.request('GET', `/saml/${tenant.alias}/metadata`);
  const path = `/api/v1/tenants/${tenant.alias}/sp/keys`;
  const { items } = (await app.request('GET', path)).body as { items: { id: string; notAfter: string }[] };
  const end = Date.parse(items[0]?.notAfter ?? '');
  const before = (days: number) => new Date(end - days * 86_400_000).toISOString();
  await sweepAt(before(31));
  expect(await short(tenant)).toEqual([]);
  await sweepAt(before(30));
  expect(await told(tenant)).toMatchObject([
    {
      type: 'sp_key.expiring',
      details: { id: items[0]?.id, purpose: 'signing', threshold: 30, daysLeft: 30 },
    },
  ]);
  await sweepAt(before(7));
  expect(await short(tenant)).toEqual(['sp_key.expiring 30 30', 'sp_key.expiring 7 7']);
  const made = await app.request('POST', path, { body: { purpose: 'signing' } });
  const next = made.body as { readonly id: string };
  await app.request('POST', `${path}/${next.id}/promote`);
  await sweepAt(before(1));
  expect(await short(tenant)).toHaveLength(2);
});
