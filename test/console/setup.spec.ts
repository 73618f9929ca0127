import { warnings } from '../../src/console/texts/zh/warnings';
import { codeOf, createTenant, randomAlias, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { TestIdp } from '../support/idp/test-idp';
import { ConsoleBrowser } from './support/console-browser';
import { giveMetadata } from './support/give-metadata';

let app: TestApp;
let idp: TestIdp;
let admin: ConsoleBrowser;
const documents = new DocumentServer();
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  idp = await TestIdp.create();
  await documents.start();
});
beforeEach(async () => {
  app.clock.reset();
  app.clock.set(new Date());
  admin = await ConsoleBrowser.enter(app);
});
afterAll(async () => {
  await documents.stop();
  await app.close();
});

const at = ({ alias }: Pick<Tenant, 'alias'>, rest = '') => `/admin/tenants/${alias}/setup${rest}`;
/** The button, not the entry in the list of steps. */
const goesOnTo = (path: string) => new RegExp(`<a role="button"[^>]* href="${path}"`);
const locationOf = ({ headers }: TestResponse) => String(headers.location);
const trustOf = async ({ alias }: Pick<Tenant, 'alias'>) =>
  (await app.request('GET', `/api/v1/tenants/${alias}/idp`)).body as Record<string, unknown>;

const give = (
  browser: ConsoleBrowser,
  { alias }: Pick<Tenant, 'alias'>,
  fields: Readonly<Record<string, string | Buffer>>,
) => giveMetadata(browser, alias, fields);

const save = async (browser: ConsoleBrowser, tenant: Pick<Tenant, 'alias'>, fields = {}) =>
  browser.post(at(tenant, '/idp/preview'), at(tenant, '/idp/trust'), fields);

it('makes a tenant that is off, and leads on', async () => {
  const alias = randomAlias();
  const fields = { alias, displayName: 'ACME', domainAlias: `${alias}.example` };
  const made = await admin.post('/admin/setup', '/admin/setup', fields);
  expect([made.status, locationOf(made)]).toEqual([303, at({ alias }, '/sp')]);
  const { body } = await app.request('GET', `/api/v1/tenants/${alias}`);
  expect(body).toMatchObject({ ...fields, ssoEnabled: false });
  const again = await admin.post('/admin/setup', '/admin/setup', fields);
  expect([again.status, again.text.includes(`value="${alias}"`)]).toEqual([409, true]);
  expect((await admin.get(at({ alias }))).text).toMatch(goesOnTo(at({ alias }, '/sp')));
  const wrong = await admin.post('/admin/setup', '/admin/setup', { alias: '!' });
  expect([wrong.status, wrong.text.includes('id="alias-error"')]).toEqual([400, true]);
});

it('hands our values over, for each product', async () => {
  const tenant = await createTenant(app);
  for (const product of ['adfs', 'entra', 'okta', 'keycloak', 'simplesamlphp', 'google', 'none']) {
    const page = await admin.get(at(tenant, `/sp?product=${product}`));
    expect(page.status).toBe(200);
    for (const value of Object.values(tenant.sp)) expect(page.text).toContain(value);
    const file = await admin.get(at(tenant, `/sp/files/${product}`));
    expect([product, file.status === 200]).toEqual([product, !['google', 'none'].includes(product)]);
    if (file.status === 200) expect(file.text).toContain(tenant.sp.entityId);
  }
});

it('sets the domain of the users', async () => {
  const tenant = await createTenant(app);
  const domain = `${tenant.alias}.example`;
  const page = at(tenant, '/sp');
  expect((await admin.post(page, `${page}/domain`, { domainAlias: 'no domain' })).status).toBe(400);
  expect((await admin.post(page, `${page}/domain`, { domainAlias: domain })).status).toBe(303);
  const after = await admin.get(page);
  expect([after.text.includes(domain), after.text.includes(`${page}/domain`)]).toEqual([true, false]);
});

describe("the IdP's metadata", () => {
  it.each([
    ['a file', () => ({ metadata: Buffer.from(idp.metadata()) })],
    ['a paste', () => ({ metadataXml: idp.metadata(), metadata: Buffer.from('') })],
    ['an address', () => ({ metadataUrl: documents.give('/idp', idp.metadata()) })],
  ])('are given as %s, looked at, and trusted only then', async (_, fields) => {
    const tenant = await createTenant(app, { ssoEnabled: false });
    const preview = await give(admin, tenant, fields());
    expect([preview.status, preview.text.includes(idp.entityId)]).toEqual([200, true]);
    expect(codeOf({ body: await trustOf(tenant) })).toBe('idp.not_configured');
    const saved = await save(admin, tenant);
    expect([saved.status, locationOf(saved)]).toEqual([303, `${at(tenant, '/idp')}?done=trust-saved`]);
    expect(await trustOf(tenant)).toMatchObject({ entityId: idp.entityId });
    const after = await admin.get(at(tenant, '/idp/preview'));
    expect(locationOf(after)).toBe(`${at(tenant, '/idp')}?done=gone`);
  });

  it.each<[string, Record<string, string | Buffer>]>([
    ['nothing', {}],
    ['two at once', { metadataXml: '<a/>', metadataUrl: 'https://idp.example/' }],
    ['no address', { metadataUrl: 'ftp://idp.example/' }],
  ])('are refused where there is %s', async (_, fields) => {
    const tenant = await createTenant(app);
    expect((await give(admin, tenant, fields)).status).toBe(400);
    expect(locationOf(await admin.get(at(tenant, '/idp/preview')))).toContain('done=gone');
  });

  it('that are none are told so, and every warning is', async () => {
    const tenant = await createTenant(app);
    const none = await give(admin, tenant, { metadataXml: '<EntityDescriptor/>' });
    expect([none.status, none.text.includes('idp.metadata_invalid')]).toEqual([400, true]);
    const plain = idp.metadata().replaceAll('https://idp.example/', 'http://idp.example/');
    const warned = await give(admin, tenant, { metadataXml: plain });
    expect(warned.text).toContain('<code>endpoint_not_https</code>');
    const chinese = await admin.get(at(tenant, '/idp/preview'), { 'accept-language': 'zh' });
    expect(chinese.text).toContain(`<strong>${String(warnings.endpoint_not_https)}</strong>`);
  });

  it('of several are chosen from', async () => {
    const tenant = await createTenant(app);
    const other = await TestIdp.create(idp.keys, 'https://other.example/saml');
    const inner = [idp, other].map((one) => one.metadata().replace(/^<\?xml[^>]*>\s*/, ''));
    const aggregate = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${inner.join('')}</md:EntitiesDescriptor>`;
    const choice = await give(admin, tenant, { metadataXml: aggregate });
    for (const { entityId } of [idp, other]) expect(choice.text).toContain(`<option value="${entityId}"`);
    const page = at(tenant, `/idp/preview?entityId=${encodeURIComponent(other.entityId)}`);
    const saved = await admin.post(page, at(tenant, '/idp/trust'), { entityId: other.entityId });
    expect(saved.status).toBe(303);
    expect(await trustOf(tenant)).toMatchObject({ entityId: other.entityId });
  });

  it('replace a trust only after the administrator showed again that it is he', async () => {
    const tenant = await createTenant(app);
    await give(admin, tenant, { metadataXml: idp.metadata() });
    await save(admin, tenant);
    app.clock.advance(11 * 60);
    await give(admin, tenant, { metadataXml: idp.metadata({ slo: true }) });
    const asked = await save(admin, tenant);
    expect(locationOf(asked)).toBe(`/admin/confirm?next=${encodeURIComponent(at(tenant, '/idp/preview'))}`);
    expect(await trustOf(tenant)).toMatchObject({ sloServices: [] });
    const next = at(tenant, '/idp/preview');
    await admin.post(locationOf(asked), '/admin/confirm', { token: app.settings.adminToken, next });
    expect((await save(admin, tenant)).status).toBe(303);
    expect((await trustOf(tenant)).sloServices).toHaveLength(2);
  });

  it('do not replace a trust that has changed meanwhile', async () => {
    const tenant = await createTenant(app);
    await give(admin, tenant, { metadataXml: idp.metadata() });
    await save(admin, tenant);
    const preview = await give(admin, tenant, { metadataXml: idp.metadata({ slo: true }) });
    const ifMatch = /name="ifMatch" value="([^"]+)"/.exec(preview.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    await app.request('PUT', `/api/v1/tenants/${tenant.alias}/idp`, {
      body: { metadataXml: idp.metadata() },
    });
    expect((await save(admin, tenant, { ifMatch })).status).toBe(412);
  });

  it('are not seen by another session', async () => {
    const tenant = await createTenant(app);
    await give(admin, tenant, { metadataXml: idp.metadata() });
    const other = await ConsoleBrowser.enter(app);
    expect(locationOf(await other.get(at(tenant, '/idp/preview')))).toContain('done=gone');
    app.clock.advance(3601);
    const later = (await ConsoleBrowser.enter(app)).get(at(tenant, '/idp/preview'));
    expect(locationOf(await later)).toContain('done=gone');
  });
});
