import type { PlatformDashboardDto, TenantDashboardDto } from '../../src/dashboard/dashboard.dto';
import { createTenant, createUser, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { type LoginScene, makeScene, postResponse, signIn, trust } from '../support/login-scene';

/** Set: the clock. */
let app: TestApp;
const documents = new DocumentServer();
beforeEach(async () => {
  await documents.start();
  app = await startApp({ allowPrivateMetadataUrls: true });
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
});
afterEach(async () => {
  await app.close();
  await documents.stop();
});

async function read(path: string): Promise<unknown> {
  const { status, body } = await app.request('GET', `/api/v1${path}`);
  expect(status).toBe(200);
  return body;
}
const ofPlatform = () => read('/dashboard') as Promise<PlatformDashboardDto>;
const ofTenant = ({ alias }: Tenant) => read(`/tenants/${alias}/dashboard`) as Promise<TenantDashboardDto>;

const unusable = async () => {
  const { unusable } = await ofPlatform();
  return Object.fromEntries(unusable.map(({ reason, tenants }) => [reason, tenants]));
};

const refused = (scene: LoginScene) => postResponse(scene, 'x');

/** Whose IdP's certificate ends then, and the metadata where they say so. */
async function trusting(
  notAfter: string,
  edit: (xml: string) => string = (xml) => xml,
  tenant?: Tenant,
): Promise<{ readonly tenant: Tenant; readonly idp: TestIdp }> {
  const made = tenant ?? (await createTenant(app));
  const idp = await TestIdp.create(await makeKeyPair({ kind: 'ec', notAfter: new Date(notAfter) }));
  await trust(app, made.alias, edit(idp.metadata()));
  return { tenant: made, idp };
}

const validUntil = (end: string) => (xml: string) =>
  xml.replace('entityID=', `validUntil="${end}" entityID=`);

it('shows of a tenant its sign-ins a day, users, sessions, and how its trust fares', async () => {
  const scene = await makeScene(app);
  await createUser(app, scene.tenant.alias);
  await refused(scene);
  app.clock.set(new Date('2026-03-02T10:00:00Z'));
  await signIn(scene);
  await refused(scene);
  const dashboard = await ofTenant(scene.tenant);
  expect(dashboard).toMatchObject({
    checkedAt: '2026-03-02T10:00:00.000Z',
    status: 'ok',
    warnings: [],
    users: { count: 2, more: false },
    sessions: { count: 1, more: false },
    logins: { refusals: [{ code: 'saml.malformed', count: 2 }] },
    endings: [],
  });
  expect(dashboard.logins.days.slice(-2)).toEqual([
    { day: '2026-03-01', succeeded: 0, refused: 1 },
    { day: '2026-03-02', succeeded: 1, refused: 1 },
  ]);
  expect(await ofTenant(await createTenant(app))).toMatchObject({
    status: 'failing',
    users: { count: 0 },
    sessions: { count: 0 },
    logins: { refusals: [] },
  });
});

it('sums sign-ins of all tenants a day, of one that is gone too', async () => {
  const [one, other] = [await makeScene(app), await makeScene(app)];
  await signIn(one);
  await signIn(other);
  await refused(other);
  expect((await ofPlatform()).logins.days.at(-1)).toEqual({ day: '2026-03-01', succeeded: 2, refused: 1 });
  await signIn(one);
  await ofPlatform();
  await app.request('DELETE', `/api/v1/tenants/${other.tenant.alias}`);
  const { logins, tenants } = await ofPlatform();
  expect(logins.days.at(-1)).toEqual({ day: '2026-03-01', succeeded: 3, refused: 1 });
  expect(tenants).toEqual({ count: 1, more: false });
});

it('shows what ends in the next ninety days, the soonest first: alike of a tenant and of all', async () => {
  const { tenant } = await trusting('2026-05-30T09:00:00Z', validUntil('2026-04-01T00:00:00Z'));
  await trusting('2026-05-30T11:00:00Z');
  await trusting('2026-02-28T00:00:00Z');
  const expected = [
    { kind: 'idp_metadata', notAfter: '2026-04-01T00:00:00.000Z', daysLeft: 31 },
    { kind: 'idp_certificate', subject: 'CN=Test IdP', notAfter: '2026-05-30T09:00:00.000Z', daysLeft: 90 },
  ];
  expect((await ofTenant(tenant)).endings).toMatchObject(expected);
  expect((await ofPlatform()).endings).toMatchObject(
    expected.map((ending) => ({ ...ending, tenant: tenant.alias })),
  );
});

it('shows an end of our own keys', async () => {
  const scene = await makeScene(app);
  await app.request('GET', `/saml/${scene.tenant.alias}/metadata`);
  expect((await ofPlatform()).endings).toEqual([]);
  app.clock.set(new Date('2036-01-01T00:00:00Z'));
  const ending = { kind: 'sp_key', subject: `CN=${scene.tenant.alias}` };
  expect((await ofTenant(scene.tenant)).endings).toMatchObject([ending]);
  expect((await ofPlatform()).endings).toMatchObject([{ ...ending, tenant: scene.tenant.alias }]);
});

it('shows an end that fetched metadata tell only where nobody seems to put it off: alike of a tenant and of all', async () => {
  const { tenant, idp } = await trusting('2099-01-01T00:00:00Z');
  const give = async (end: string) => {
    const metadataUrl = documents.give('/idp', validUntil(end)(idp.metadata()));
    await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, { body: { metadataUrl } });
  };
  const kinds = async () => [
    (await ofTenant(tenant)).endings.map(({ kind }) => kind),
    (await ofPlatform()).endings.map(({ kind }) => kind),
  ];
  await give('2026-03-11T10:00:00Z');
  expect(await kinds()).toEqual([[], []]);
  app.clock.set(new Date('2026-03-08T21:00:00Z'));
  expect(await kinds()).toEqual([[], []]);
  app.clock.set(new Date('2026-03-09T10:00:00Z'));
  expect(await kinds()).toEqual([['idp_metadata'], ['idp_metadata']]);
  await give('2026-03-19T10:00:00Z');
  expect(await kinds()).toEqual([[], []]);
  documents.give('/idp', 'no metadata');
  await app.request('POST', `/api/v1/tenants/${tenant.alias}/idp/refresh`);
  expect(await kinds()).toEqual([['idp_metadata'], ['idp_metadata']]);
});

it('forgets the certificates of metadata that others replaced', async () => {
  const { tenant } = await trusting('2026-04-01T00:00:00Z');
  await trusting('2026-04-02T00:00:00Z', undefined, tenant);
  expect((await ofPlatform()).endings).toMatchObject([{ notAfter: '2026-04-02T00:00:00.000Z' }]);
  await app.request('DELETE', `/api/v1/tenants/${tenant.alias}/idp`);
  expect((await ofPlatform()).endings).toEqual([]);
});

it('names the tenants of which nobody can sign in, by the reason', async () => {
  const none = await createTenant(app);
  const off = await createTenant(app, { ssoEnabled: false });
  const { tenant: expired } = await trusting('2026-03-02T00:00:00Z');
  const { tenant: failing, idp } = await trusting('2099-01-01T00:00:00Z');
  await trusting('2099-01-01T00:00:00Z');
  const metadataUrl = documents.give('/failing', idp.metadata());
  const path = `/api/v1/tenants/${failing.alias}/idp`;
  await app.request('PUT', path, { body: { metadataUrl } });
  const before = { not_configured: [none.alias], sso_disabled: [off.alias] };
  expect(await unusable()).toEqual({ ...before, certificates_expired: [], refresh_failing: [] });
  documents.give('/failing', 'no metadata');
  await app.request('POST', `${path}/refresh`);
  app.clock.set(new Date('2026-03-02T00:00:00Z'));
  const after = { certificates_expired: [expired.alias], refresh_failing: [failing.alias] };
  expect(await unusable()).toEqual({ ...before, ...after });
  for (const { alias } of [none, expired, failing]) {
    await app.request('PATCH', `/api/v1/tenants/${alias}`, { body: { ssoEnabled: false } });
  }
  expect(await unusable()).toEqual({
    not_configured: [],
    sso_disabled: [none, off, expired, failing].map(({ alias }) => alias).sort(),
    certificates_expired: [],
    refresh_failing: [],
  });
});

it('takes a tenant on trial for switched on, until the trial is over', async () => {
  const { tenant } = await trusting('2026-03-01T10:05:00Z');
  await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, { body: { ssoEnabled: false } });
  await app.request('POST', `/api/v1/tenants/${tenant.alias}/sso/trial`);
  expect(await unusable()).toMatchObject({ sso_disabled: [], certificates_expired: [] });
  app.clock.advance(5 * 60);
  expect(await unusable()).toMatchObject({ sso_disabled: [], certificates_expired: [tenant.alias] });
  app.clock.advance(5 * 60);
  expect(await unusable()).toMatchObject({ sso_disabled: [tenant.alias], certificates_expired: [] });
});

it('counts and names up to a bound, and says that there are more', async () => {
  await app.dataSource.query(
    `INSERT INTO tenants (id, alias, sso_enabled, idp_initiated_login, login_network_masks, saml, version, created_at, updated_at)
     SELECT gen_random_uuid(), 'many-' || lpad(n::text, 5, '0'), true, 'allowed', '{}', '{}', 1, now(), now()
       FROM generate_series(1, 10001) n`,
  );
  const { tenants, unusable } = await ofPlatform();
  expect(tenants).toEqual({ count: 10_000, more: true });
  const [notConfigured] = unusable;
  expect(notConfigured).toMatchObject({ reason: 'not_configured', count: 1000, more: true });
  expect(notConfigured?.tenants).toHaveLength(20);
  expect(notConfigured?.tenants[0]).toBe('many-00001');
});
