import { createHash } from 'node:crypto';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { trustVersion } from '../support/trust-version';

let app: TestApp;
let tenant: Tenant;
let idp: TestIdp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  idp = await TestIdp.create();
});
afterEach(() => {
  app.clock.reset();
});

const path = (rest = '') => `/api/v1/tenants/${tenant.alias}/idp${rest}`;
const put = (body: unknown, headers = {}, query = '') => app.request('PUT', path(query), { body, headers });
const putXml = (xml: string | Buffer, type = 'application/samlmetadata+xml', query = '') =>
  put(Buffer.from(xml), { 'content-type': type }, query);
const get = (rest = '') => app.request('GET', path(rest));
const version = () => trustVersion(app, tenant);

const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string } | undefined)?.code];
const fieldsOf = ({ body }: TestResponse) =>
  (body as { errors?: { field: string }[] }).errors?.map(({ field }) => field);
const fingerprint = (der: Buffer) => createHash('sha256').update(der).digest('hex');

function aggregate(...idps: TestIdp[]): string {
  const entities = idps.map((one) => one.metadata()).join('\n');
  return `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities}</md:EntitiesDescriptor>`;
}

describe('an upload by PUT', () => {
  it.each(['application/samlmetadata+xml', 'application/xml', 'text/xml; charset=utf-8'])(
    'takes XML as %s',
    async (type) => {
      const xml = Buffer.from(
        `\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- ä -->${idp.metadata()}\r\n`,
      );
      expect((await putXml(xml, type)).body).toMatchObject({ entityId: idp.entityId });
      const document = await get('/metadata');
      expect(document.headers['content-type']).toMatch(/^application\/samlmetadata\+xml/);
      expect(document.bytes.equals(xml)).toBe(true);
    },
  );

  it('gives back what came in JSON byte for byte, too', async () => {
    const metadataXml = `<!-- \u00e4 \u{1f600} -->\r\n${idp.metadata()}`;
    await put({ metadataXml });
    expect((await get('/metadata')).bytes.equals(Buffer.from(metadataXml))).toBe(true);
  });

  it('takes the only IdP of an aggregate', async () => {
    expect((await putXml(aggregate(idp))).body).toMatchObject({ entityId: idp.entityId });
  });

  it('takes the one of several that is named', async () => {
    const other = await TestIdp.create();
    const query = `?entityId=${encodeURIComponent(other.entityId)}`;
    const response = await put({ metadataXml: aggregate(idp, other) }, {}, query);
    expect(response.body).toMatchObject({ entityId: other.entityId });
    const raw = await putXml(aggregate(idp, other), 'application/xml', query);
    expect(raw.body).toMatchObject({ entityId: other.entityId });
  });

  it.each(['', '?entityId=https%3A%2F%2Fnobody.example'])(
    'names the IdPs to choose from (%s)',
    async (query) => {
      const other = await TestIdp.create();
      const response = await put({ metadataXml: aggregate(idp, other) }, {}, query);
      expect(outcome(response)).toEqual([400, 'idp.metadata_invalid']);
      expect(fieldsOf(response)).toEqual(['entityId', 'entityId']);
      expect(response.text).toContain(idp.entityId);
      expect(response.text).toContain(other.entityId);
    },
  );

  it('warns of what may be meant', async () => {
    const expired = await makeKeyPair({ notAfter: new Date('2021-01-01T00:00:00Z') });
    const small = await makeKeyPair({ bits: 1024 });
    const xml = idp
      .metadata({ certificates: [expired.certificateDer, small.certificateDer] })
      .replace('<md:EntityDescriptor', '<md:EntityDescriptor validUntil="2020-01-01T00:00:00Z"')
      .replaceAll('https://idp.example/sso', 'http://idp.example/sso');
    const response = await put({ metadataXml: xml });
    expect(response.status).toBe(200);
    const { warnings } = response.body as { warnings: { code: string; message: string }[] };
    expect(new Set(warnings.map(({ code }) => code))).toEqual(
      new Set(['metadata_expired', 'certificate_expired', 'key_too_small', 'endpoint_not_https']),
    );
    expect((await get()).body).toMatchObject({ warnings });
  });

  it('warns of a certificate once it has ended, and of metadata likewise, however long they have been there', async () => {
    const keys = await makeKeyPair({
      notBefore: new Date('2026-03-02T00:00:00Z'),
      notAfter: new Date('2027-03-01T00:00:00Z'),
    });
    const xml = idp
      .metadata({ certificates: [keys.certificateDer] })
      .replace('<md:EntityDescriptor', '<md:EntityDescriptor validUntil="2026-09-01T00:00:00Z"');
    app.clock.set(new Date('2026-03-01T10:00:00Z'));
    await put({ metadataXml: xml });
    const codes = async (time: string) => {
      app.clock.set(new Date(time));
      const { warnings } = (await get()).body as { warnings: { code: string }[] };
      return warnings.map(({ code }) => code);
    };
    expect(await codes('2026-03-01T10:00:00Z')).toEqual(['certificate_not_yet_valid']);
    expect(await codes('2026-03-02T10:00:00Z')).toEqual([]);
    expect(await codes('2026-09-01T00:00:00Z')).toEqual(['metadata_expired']);
    expect(await codes('2027-03-02T00:00:00Z')).toEqual(['metadata_expired', 'certificate_expired']);
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['a page', '<!doctype html><html></html>'],
    ['another document', '<a xmlns="urn:a"/>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    [
      'an SP',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></EntityDescriptor>',
    ],
  ])('refuses %s, and keeps the trust that there was', async (_, xml) => {
    const good = await put({ metadataXml: idp.metadata() });
    const before = await version();
    expect(outcome(await put({ metadataXml: xml }))).toEqual([400, 'idp.metadata_invalid']);
    expect(outcome(await putXml(xml))).toEqual([400, 'idp.metadata_invalid']);
    expect((await get()).headers.etag).toBe(good.headers.etag);
    expect(await version()).toBe(before);
  });

  it('refuses a certificate whose dates are none', async () => {
    const der = Buffer.from(idp.keys.certificateDer);
    der.write('209901000000Z', der.indexOf('200101000000Z'));
    const response = await put({ metadataXml: idp.metadata({ certificates: [der] }) });
    expect(outcome(response)).toEqual([400, 'idp.metadata_invalid']);
  });

  it('takes what products write: other prefixes, other roles, Extensions, keys of a name alone', async () => {
    const named = '<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>k1</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>';
    const extensions = '<md:Extensions><x:a xmlns:x="urn:x">a</x:a></md:Extensions>';
    const federation =
      '<md:RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"' +
      ' xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706"/>';
    const xml = idp
      .metadata({ use: '' })
      .replace('<md:IDPSSODescriptor', `${extensions}${federation}<md:IDPSSODescriptor`)
      .replace('<md:KeyDescriptor', `${named}<md:KeyDescriptor`)
      .replaceAll('md:', 'q0:')
      .replaceAll(':md=', ':q0=');
    expect((await put({ metadataXml: xml.replaceAll('><', '>\r\n<') })).body).toMatchObject({
      entityId: idp.entityId,
      signingCertificates: [{ sha256Fingerprint: fingerprint(idp.keys.certificateDer) }],
      warnings: [],
    });
  });

  it('refuses an IdP that can be asked neither by Redirect nor by POST, and says so', async () => {
    const response = await put({ metadataXml: idp.metadata({ bindings: ['HTTP-Artifact', 'SOAP'] }) });
    expect(outcome(response)).toEqual([400, 'idp.metadata_invalid']);
    expect((response.body as { detail: string }).detail).toContain('HTTP-Redirect or HTTP-POST');
  });

  it('refuses an endpoint that is no web address', async () => {
    const xml = idp.metadata().replaceAll('https://idp.example/sso', 'javascript:alert(1)');
    expect(outcome(await put({ metadataXml: xml }))).toEqual([400, 'idp.metadata_invalid']);
  });

  it.each([
    [{}, ['metadataXml', 'metadataUrl']],
    [{ metadataXml: '<a/>', metadataUrl: 'https://idp.example/' }, ['metadataXml', 'metadataUrl']],
    [{ metadataXml: null }, ['metadataXml', 'metadataUrl']],
    [{ metadataXml: 7 }, ['metadataXml']],
    [{ metadataUrl: 7 }, ['metadataUrl']],
    [{ metadataUrl: '' }, ['metadataUrl']],
    [{ metadataUrl: 'file:///etc/passwd' }, ['metadataUrl']],
    [{ metadataUrl: 'https://user:secret@idp.example/' }, ['metadataUrl']],
    [{ metadataXml: '<a/>', entityId: 'x' }, ['entityId']],
  ])('refuses the body %j by its fields', async (body, fields) => {
    const response = await put(body);
    expect(outcome(response)).toEqual([400, 'request.invalid']);
    expect(fieldsOf(response)).toEqual(fields);
  });

  it('refuses no body, a body of another type, and one that is too large', async () => {
    expect(outcome(await put(undefined))).toEqual([400, 'request.invalid']);
    expect(outcome(await put('[]', { 'content-type': 'application/json' }))).toEqual([
      400,
      'request.invalid',
    ]);
    expect(outcome(await putXml('<a/>', 'text/html'))).toEqual([415, 'request.unsupported_media_type']);
    const large = Buffer.alloc(25 * 1024 * 1024 + 1, 0x20);
    expect(outcome(await putXml(large))).toEqual([413, 'request.too_large']);
  });

  it('takes the examples of its documentation as they are', async () => {
    const document = (await app.request('GET', '/openapi.json')).body as {
      paths: Record<string, { put: { requestBody: { content: Record<string, { examples: object }> } } }>;
    };
    const { content } = document.paths['/api/v1/tenants/{alias}/idp']?.put.requestBody ?? { content: {} };
    const bodies = Object.entries(content).flatMap(([type, { examples }]) =>
      Object.values(examples).map(({ value }: { value: unknown }) => ({ type, value })),
    );
    const documents = bodies.filter(({ value }) => !JSON.stringify(value).includes('metadataUrl'));
    expect(documents.map(({ type }) => type).sort()).toEqual(Object.keys(content).sort());
    for (const { type, value } of documents) {
      const response = await (typeof value === 'string' ? putXml(value, type) : put(value));
      expect([response.status, (response.body as { warnings: unknown }).warnings]).toEqual([200, []]);
    }
  });

  it('takes 25 MiB and no more, however its JSON is written', async () => {
    const most = idp.metadata().padEnd(25 * 1024 * 1024, '\n');
    expect((await putXml(most)).status).toBe(200);
    expect((await put({ metadataXml: most })).status).toBe(200);
    expect(outcome(await put({ metadataXml: `${most}\n` }))).toEqual([413, 'request.too_large']);
    // Far more than it needs, even on a machine that is busy with other things.
  }, 120_000);

  it.each(['?entityId=', `?entityId=${'x'.repeat(1025)}`, '?entityId=a&entityId=b', '?entity=a'])(
    'refuses %s',
    async (query) => {
      expect(outcome(await put({ metadataXml: idp.metadata() }, {}, query))).toEqual([
        400,
        'request.invalid',
      ]);
    },
  );
});
