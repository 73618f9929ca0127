import { X509Certificate } from 'node:crypto';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { signXml } from '../support/idp/sign-xml';
import { TestIdp } from '../support/idp/test-idp';
import { ConsoleBrowser } from './support/console-browser';
import { giveMetadata } from './support/give-metadata';

/** Metadata that whoever runs the IdP signs, given in the console with the certificate that they must be signed under. */
let app: TestApp;
let idp: TestIdp;
let admin: ConsoleBrowser;
const documents = new DocumentServer();
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  idp = await TestIdp.create();
  admin = await ConsoleBrowser.enter(app);
  await documents.start();
});
afterAll(async () => {
  await documents.stop();
  await app.close();
});

const certificate = () => new X509Certificate(idp.keys.certificateDer);
const fingerprint = () => certificate().fingerprint256.replaceAll(':', '').toLowerCase();
const signed = (keys = idp.keys) =>
  signXml(idp.metadata().replace('entityID=', 'ID="_m" entityID='), 'EntityDescriptor', keys);

const page = ({ alias }: Tenant, rest = '') => `/admin/tenants/${alias}/setup/idp${rest}`;

const give = ({ alias }: Tenant, fields: Readonly<Record<string, string | Buffer>>) =>
  giveMetadata(admin, alias, fields);
const save = (tenant: Tenant) => admin.post(page(tenant, '/preview'), page(tenant, '/trust'), {});
const trustOf = async ({ alias }: Tenant) =>
  (await app.request('GET', `/api/v1/tenants/${alias}/idp`)).body as Record<string, unknown>;

describe.each<[string, () => Record<string, string | Buffer>]>([
  ['a file', () => ({ metadata: Buffer.from(signed()) })],
  ['a paste', () => ({ metadataXml: signed() })],
  ['an address', () => ({ metadataUrl: documents.give('/signed', signed()) })],
])('given as %s', (_, fields) => {
  it.each([
    ['PEM', () => certificate().toString()],
    ['Base64', () => idp.keys.certificateDer.toString('base64')],
  ])('are held to a certificate that comes as %s', async (_form, metadataSigningCertificate) => {
    const tenant = await createTenant(app);
    const preview = await give(tenant, {
      ...fields(),
      metadataSigningCertificate: metadataSigningCertificate(),
    });
    expect([preview.status, preview.text.includes(fingerprint())]).toEqual([200, true]);
    expect((await save(tenant)).status).toBe(303);
    expect(await trustOf(tenant)).toMatchObject({
      metadataSigningCertificate: { sha256Fingerprint: fingerprint() },
    });
    for (const shown of [page(tenant), `/admin/tenants/${tenant.alias}/trust`])
      expect((await admin.get(shown)).text).toContain(`<code>${fingerprint()}</code>`);
  });
});

it('are refused where they are not signed under it', async () => {
  const tenant = await createTenant(app);
  for (const metadataXml of [idp.metadata(), signed(idp.strangersKeys)]) {
    const refused = await give(tenant, { metadataXml, metadataSigningCertificate: certificate().toString() });
    expect([refused.status, refused.text.includes('idp.metadata_invalid')]).toEqual([400, true]);
    expect((await save(tenant)).status).toBe(400);
  }
  expect(await trustOf(tenant)).toMatchObject({ code: 'idp.not_configured' });
});

it.each([
  ['no certificate', 'hello'],
  ['longer than any', 'A'.repeat(70_000)],
])('say at its field that it is %s', async (_, metadataSigningCertificate) => {
  const tenant = await createTenant(app);
  const refused = await give(tenant, { metadataXml: signed(), metadataSigningCertificate });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('id="metadataSigningCertificate-error"');
  expect(refused.text).toContain(`>${metadataSigningCertificate}</textarea>`);
});

it('that nobody must sign any more are told so before they are trusted', async () => {
  const tenant = await createTenant(app);
  await give(tenant, { metadataXml: signed(), metadataSigningCertificate: certificate().toString() });
  await save(tenant);
  const preview = await give(tenant, { metadataXml: signed() });
  expect(preview.text).toContain(`<code>${fingerprint()}</code>`);
  expect((await save(tenant)).status).toBe(303);
  expect(await trustOf(tenant)).not.toHaveProperty('metadataSigningCertificate');
  expect((await admin.get(page(tenant))).text).not.toContain(`<code>${fingerprint()}</code>`);
});

it('are asked for again with what else was given', async () => {
  const tenant = await createTenant(app);
  const metadataUrl = documents.give('/unsigned', idp.metadata());
  const refused = await give(tenant, {
    metadataUrl,
    metadataSigningCertificate: idp.keys.certificateDer.toString('base64'),
  });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain(`value="${metadataUrl}"`);
  expect(refused.text).toContain(`>${idp.keys.certificateDer.toString('base64')}</textarea>`);
});
