import { createTenant, createToken, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { auditEvents, trust } from '../support/login-scene';

let app: TestApp;
let tenant: Tenant;
let idp: TestIdp;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  idp = await TestIdp.create();
});

const path = (rest = '') => `/api/v1/tenants/${tenant.alias}/idp${rest}`;
const dryRun = (body: unknown, headers = {}, query = '') =>
  app.request('PUT', path(`?dryRun=true${query}`), { body, headers });
const get = () => app.request('GET', path());
const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string }).code];
const redirect = (location: string) => ({
  binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  location,
});

it('answers what would change, and changes nothing', async () => {
  const next = await makeKeyPair({ kind: 'ec', subject: 'CN=Next' });
  await trust(app, tenant.alias, idp.metadata({ bindings: ['HTTP-Redirect'], slo: true }));
  const before = await get();
  const version = (await app.request('GET', `/api/v1/tenants/${tenant.alias}`)).headers.etag;
  const events = await auditEvents({ app, tenant, idp, alice: '' });

  const other = await TestIdp.create();
  const xml = other
    .metadata({
      bindings: ['HTTP-Redirect'],
      certificates: [idp.keys.certificateDer, next.certificateDer],
      wantAuthnRequestsSigned: true,
    })
    .replace('https://idp.example/sso', 'https://idp.example/new');
  const response = await dryRun({ metadataXml: xml });
  expect(response.status).toBe(200);
  expect(response.headers.etag).toBeUndefined();
  expect(response.body).toMatchObject({
    dryRun: true,
    entityId: { from: idp.entityId, to: other.entityId },
    ssoServices: {
      added: [redirect('https://idp.example/new')],
      removed: [redirect('https://idp.example/sso')],
    },
    sloServices: { added: [], removed: [redirect('https://idp.example/slo')] },
    signingCertificates: {
      added: [{ subject: 'CN=Next', notAfter: '2099-01-01T00:00:00.000Z' }],
      removed: [],
      kept: [{ subject: 'CN=Test IdP' }],
    },
    wantAuthnRequestsSigned: { from: false, to: true },
    nameIdFormats: { added: [], removed: [] },
    warnings: [],
    trust: { entityId: other.entityId, source: 'upload', wantAuthnRequestsSigned: true },
  });

  const after = await get();
  expect([after.body, after.headers.etag]).toEqual([before.body, before.headers.etag]);
  expect((await app.request('GET', `/api/v1/tenants/${tenant.alias}`)).headers.etag).toBe(version);
  expect(await auditEvents({ app, tenant, idp, alice: '' })).toEqual(events);
});

it('names what is trusted the first time, without a trust before', async () => {
  const { body } = await dryRun({ metadataXml: idp.metadata() });
  expect(body).toMatchObject({
    entityId: { from: null, to: idp.entityId },
    ssoServices: { removed: [] },
    signingCertificates: { added: [{ subject: 'CN=Test IdP' }], removed: [], kept: [] },
    wantAuthnRequestsSigned: { from: null, to: false },
  });
  expect((await get()).status).toBe(404);
});

it('finds no change in the same document', async () => {
  await trust(app, tenant.alias, idp.metadata({ slo: true }));
  const none = { added: [], removed: [] };
  expect((await dryRun({ metadataXml: idp.metadata({ slo: true }) })).body).toMatchObject({
    entityId: { from: idp.entityId, to: idp.entityId },
    ssoServices: none,
    sloServices: none,
    signingCertificates: none,
    nameIdFormats: none,
  });
});

it('fetches an address, and takes XML itself and one out of an aggregate', async () => {
  const server = await new DocumentServer().start();
  const other = await TestIdp.create();
  const xml = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${idp.metadata()}${other.metadata()}</EntitiesDescriptor>`;
  const metadataUrl = server.give('/', xml);
  const query = `&entityId=${encodeURIComponent(other.entityId)}`;
  expect((await dryRun({ metadataUrl }, {}, query)).body).toMatchObject({
    entityId: { to: other.entityId },
    warnings: [{ code: 'metadata_url_not_https' }],
    trust: { source: 'url', metadataUrl },
  });
  const type = { 'content-type': 'application/samlmetadata+xml' };
  expect((await dryRun(Buffer.from(xml), type, query)).body).toMatchObject({
    entityId: { to: other.entityId },
  });
  expect((await get()).status).toBe(404);
  await server.stop();
});

it('is refused as the change itself would be', async () => {
  expect(outcome(await dryRun({ metadataXml: '<a/>' }))).toEqual([400, 'idp.metadata_invalid']);
  expect(outcome(await dryRun({ metadataUrl: 'http://127.0.0.1:1/' }))).toEqual([
    422,
    'idp.metadata_unreachable',
  ]);
  expect(outcome(await dryRun({}))).toEqual([400, 'request.invalid']);
  const body = { metadataXml: idp.metadata() };
  expect(outcome(await dryRun(body, { 'if-match': '*' }))).toEqual([412, 'precondition_failed']);
  await trust(app, tenant.alias, idp.metadata());
  const { etag } = (await get()).headers;
  expect((await dryRun(body, { 'if-match': String(etag) })).status).toBe(200);
  await trust(app, tenant.alias, idp.metadata());
  expect(outcome(await dryRun(body, { 'if-match': String(etag) }))).toEqual([412, 'precondition_failed']);
});

it('is not for viewers, who could have addresses fetched', async () => {
  const viewer = await createToken(app, 'viewer', tenant.alias);
  const body = { metadataXml: idp.metadata() };
  expect((await app.request('PUT', path('?dryRun=true'), { body, token: viewer })).status).toBe(403);
});

it('takes dryRun=false for what it is, and no other word', async () => {
  const put = (query: string) => app.request('PUT', path(query), { body: { metadataXml: idp.metadata() } });
  for (const query of ['?dryRun=', '?dryRun=1', '?dryRun=TRUE', '?dryRun=true&dryRun=true']) {
    expect(outcome(await put(query))).toEqual([400, 'request.invalid']);
  }
  expect((await put('?dryRun=false')).status).toBe(200);
  expect((await get()).status).toBe(200);
});
