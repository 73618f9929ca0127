import { createHash } from 'node:crypto';
import { createTenant, createToken, type Tenant } from '../support/api';
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
const put = (body: unknown, headers = {}) => app.request('PUT', path(), { body, headers });
const get = (rest = '') => app.request('GET', path(rest));
const remove = (headers = {}) => app.request('DELETE', path(), { headers });
const version = () => trustVersion(app, tenant);

const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string } | undefined)?.code];
const fingerprint = (der: Buffer) => createHash('sha256').update(der).digest('hex');

describe('PUT', () => {
  it('takes JSON with the XML in it, the first time too', async () => {
    app.clock.set(new Date('2026-03-01T10:00:00Z'));
    const response = await put({ metadataXml: idp.metadata({ slo: true, wantAuthnRequestsSigned: true }) });
    const binding = (name: string) => `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${name}`;
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      entityId: idp.entityId,
      ssoServices: [
        { binding: binding('Redirect'), location: idp.ssoUrl },
        { binding: binding('POST'), location: idp.ssoUrl },
      ],
      sloServices: [
        { binding: binding('Redirect'), location: idp.sloUrl },
        { binding: binding('POST'), location: idp.sloUrl },
      ],
      signingCertificates: [
        {
          subject: 'CN=Test IdP',
          sha256Fingerprint: fingerprint(idp.keys.certificateDer),
          notBefore: '2020-01-01T00:00:00.000Z',
          notAfter: '2099-01-01T00:00:00.000Z',
        },
      ],
      wantAuthnRequestsSigned: true,
      nameIdFormats: [],
      source: 'upload',
      refreshedAt: '2026-03-01T10:00:00.000Z',
      warnings: [],
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:00.000Z',
    });
    const read = await get();
    expect(read.body).toEqual(response.body);
    expect(read.headers.etag).toBe(response.headers.etag);
  });

  it('replaces what there was, and raises the version that logins are checked against', async () => {
    app.clock.set(new Date('2026-03-01T10:00:00Z'));
    const first = await put({ metadataXml: idp.metadata() });
    const before = await version();
    app.clock.set(new Date('2026-03-02T10:00:00Z'));
    const other = await TestIdp.create();
    const second = await put({ metadataXml: other.metadata() });
    expect(second.body).toMatchObject({
      entityId: other.entityId,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
      refreshedAt: '2026-03-02T10:00:00.000Z',
    });
    expect(second.headers.etag).not.toBe(first.headers.etag);
    expect(BigInt(await version())).toBe(BigInt(before) + 1n);
  });

  it('is held to If-Match', async () => {
    const body = { metadataXml: idp.metadata() };
    expect(outcome(await put(body, { 'if-match': '*' }))).toEqual([412, 'precondition_failed']);
    const { etag } = (await put(body)).headers;
    expect((await put(body, { 'if-match': etag })).status).toBe(200);
    expect(outcome(await put(body, { 'if-match': etag }))).toEqual([412, 'precondition_failed']);
  });

  it('leaves one trust of two that come at once', async () => {
    const idps = await Promise.all([TestIdp.create(), TestIdp.create(), TestIdp.create()]);
    const responses = await Promise.all(idps.map((one) => put({ metadataXml: one.metadata() })));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(idps.map(({ entityId }) => entityId)).toContain(
      ((await get()).body as { entityId: string }).entityId,
    );
  });
});

describe('without a trust', () => {
  it.each([
    ['GET', ''],
    ['GET', '/metadata'],
    ['DELETE', ''],
  ])('%s %s answers idp.not_configured', async (method, rest) => {
    expect(outcome(await app.request(method, path(rest)))).toEqual([404, 'idp.not_configured']);
  });
});

describe('DELETE', () => {
  it('deletes once, and raises the version', async () => {
    await put({ metadataXml: idp.metadata() });
    const before = await version();
    expect((await remove()).status).toBe(204);
    expect(BigInt(await version())).toBe(BigInt(before) + 1n);
    expect(outcome(await get())).toEqual([404, 'idp.not_configured']);
    expect(outcome(await remove())).toEqual([404, 'idp.not_configured']);
    expect(BigInt(await version())).toBe(BigInt(before) + 1n);
  });

  it('is held to If-Match', async () => {
    const { etag } = (await put({ metadataXml: idp.metadata() })).headers;
    await put({ metadataXml: idp.metadata() });
    expect(outcome(await remove({ 'if-match': etag }))).toEqual([412, 'precondition_failed']);
    expect((await get()).status).toBe(200);
  });
});

it('writes an event for each change, with the keys that are trusted', async () => {
  await put({ metadataXml: idp.metadata() });
  await remove();
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events`);
  const details = {
    entityId: idp.entityId,
    source: 'upload',
    fingerprints: [fingerprint(idp.keys.certificateDer)],
  };
  expect((body as { items: object[] }).items.slice(0, 2)).toMatchObject([
    { type: 'idp.deleted', outcome: 'success', actor: 'platform', details },
    { type: 'idp.updated', outcome: 'success', actor: 'platform', details },
  ]);
});

it('names the keys that came and went, with their dates', async () => {
  const next = await makeKeyPair({
    kind: 'ec',
    subject: 'CN=Next',
    notAfter: new Date('2031-01-01T00:00:00Z'),
  });
  await put({ metadataXml: idp.metadata() });
  await put({ metadataXml: idp.metadata({ certificates: [next.certificateDer] }) });
  const { body } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?type=idp.updated`);
  expect((body as { items: object[] }).items[0]).toMatchObject({
    details: {
      certificatesAdded: [
        {
          subject: 'CN=Next',
          sha256Fingerprint: fingerprint(next.certificateDer),
          notBefore: '2020-01-01T00:00:00.000Z',
          notAfter: '2031-01-01T00:00:00.000Z',
        },
      ],
      certificatesRemoved: [{ subject: 'CN=Test IdP' }],
    },
  });
});

it('asks for a token, and for an admin to change anything', async () => {
  await put({ metadataXml: idp.metadata() });
  const viewer = await createToken(app, 'viewer', tenant.alias);
  const as = (token: string | null, method: string, rest = '') => app.request(method, path(rest), { token });
  expect((await as(null, 'GET')).status).toBe(401);
  expect((await as(viewer, 'GET')).status).toBe(200);
  expect((await as(viewer, 'GET', '/metadata')).status).toBe(200);
  expect((await as(viewer, 'PUT')).status).toBe(403);
  expect((await as(viewer, 'DELETE')).status).toBe(403);
});
