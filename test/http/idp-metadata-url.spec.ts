import { gzipSync } from 'node:zlib';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { TestIdp } from '../support/idp/test-idp';

let closed: TestApp;
let app: TestApp;
let server: DocumentServer;
let tenant: Tenant;
let idp: TestIdp;
beforeAll(async () => {
  closed = await startApp();
  app = await startApp({ allowPrivateMetadataUrls: true }, closed);
});
afterAll(async () => {
  await app.close();
  await closed.close();
});
beforeEach(async () => {
  server = await new DocumentServer().start();
  tenant = await createTenant(app);
  idp = await TestIdp.create();
});
afterEach(() => server.stop());

const path = (rest = '') => `/api/v1/tenants/${tenant.alias}/idp${rest}`;
const put = (metadataUrl: string, query = '', node = app) =>
  node.request('PUT', path(query), { body: { metadataUrl } });
const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string }).code];
const detail = ({ body }: TestResponse) => (body as { detail: string }).detail;

const UNREACHABLE = [422, 'idp.metadata_unreachable'];

it('fetches the document once, and keeps it byte for byte', async () => {
  const document = Buffer.from(`<?xml version="1.0"?>\r\n${idp.metadata()}\n`);
  const metadataUrl = server.give('/metadata?x=1', document, { 'content-type': 'text/plain' });
  const response = await put(metadataUrl);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ entityId: idp.entityId, source: 'url', metadataUrl });
  expect((await app.request('GET', path())).body).toEqual(response.body);
  expect((await app.request('GET', path('/metadata'))).bytes.equals(document)).toBe(true);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers).toMatchObject({
    'accept-encoding': 'identity',
    host: `127.0.0.1:${server.port}`,
  });
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

it('warns that plain http can be changed on the way', async () => {
  const { body } = await put(server.give('/', idp.metadata()));
  expect(body).toMatchObject({ warnings: [{ code: 'metadata_url_not_https' }] });
});

it('forgets the address when a document is uploaded in its place', async () => {
  await put(server.give('/', idp.metadata()));
  const { body } = await app.request('PUT', path(), { body: { metadataXml: idp.metadata() } });
  expect(body).toMatchObject({ source: 'upload' });
  expect(body).not.toHaveProperty('metadataUrl');
});

it('picks the IdP that is named out of an aggregate', async () => {
  const other = await TestIdp.create();
  const xml = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${idp.metadata()}${other.metadata()}</EntitiesDescriptor>`;
  const url = server.give('/', xml);
  expect(outcome(await put(url))).toEqual([400, 'idp.metadata_invalid']);
  const { body } = await put(url, `?entityId=${encodeURIComponent(other.entityId)}`);
  expect(body).toMatchObject({ entityId: other.entityId });
});

it('refuses what is fetched and no metadata, or not valid any more', async () => {
  expect(outcome(await put(server.give('/page', '<!doctype html><html></html>')))).toEqual([
    400,
    'idp.metadata_invalid',
  ]);
  const old = idp
    .metadata()
    .replace('<md:EntityDescriptor', '<md:EntityDescriptor validUntil="2020-01-01T00:00:00Z"');
  expect(outcome(await put(server.give('/old', old)))).toEqual([400, 'idp.metadata_invalid']);
  expect((await app.request('GET', path())).status).toBe(404);
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('follows a %d to the same origin', async (status) => {
    server.give('/there', idp.metadata());
    const response = await put(server.redirect('/here', 'there', status));
    expect(response.body).toMatchObject({ entityId: idp.entityId, metadataUrl: server.url('/here') });
  });

  it('follows three, and no more', async () => {
    server.give('/0', idp.metadata());
    for (const hop of [1, 2, 3, 4]) server.redirect(`/${hop}`, `/${hop - 1}`);
    expect((await put(server.url('/3'))).status).toBe(200);
    expect(outcome(await put(server.url('/4')))).toEqual(UNREACHABLE);
    expect(outcome(await put(server.redirect('/loop', '/loop')))).toEqual(UNREACHABLE);
  });

  it('follows none to another origin', async () => {
    const other = await new DocumentServer().start();
    const elsewhere = other.give('/', idp.metadata());
    for (const location of [
      elsewhere,
      server.url('/', 'localhost'),
      'file:///etc/passwd',
      '//127.0.0.1:1/',
      '',
    ]) {
      const response = await put(server.redirect('/here', location));
      expect(outcome(response)).toEqual(UNREACHABLE);
    }
    expect(other.requests).toHaveLength(0);
    await other.stop();
  });

  it('follows none without an address, or with credentials', async () => {
    const bare = server.answer('/bare', (_, response) => response.writeHead(302).end());
    expect(outcome(await put(bare))).toEqual(UNREACHABLE);
    const named = server.url('/', 'user:secret@127.0.0.1');
    expect(outcome(await put(server.redirect('/named', named)))).toEqual(UNREACHABLE);
  });
});

describe('what can not be fetched', () => {
  it.each([204, 206, 304, 401, 403, 404, 500, 503])('is status %d', async (status) => {
    const url = server.answer('/', (_, response) =>
      response.writeHead(status).end('internal: 10.0.0.7 is down'),
    );
    const response = await put(url);
    expect(outcome(response)).toEqual(UNREACHABLE);
    expect(detail(response)).toContain(String(status));
    expect(response.text).not.toContain('10.0.0.7');
  });

  it('is a compressed answer, which nobody asked for', async () => {
    const url = server.give('/', gzipSync(idp.metadata()), { 'content-encoding': 'gzip' });
    expect(outcome(await put(url))).toEqual(UNREACHABLE);
  });

  it('is more than 25 MiB, whether it says so or not', async () => {
    const announced = server.answer('/announced', (_, response) => {
      response.writeHead(200, { 'content-length': String(26 * 1024 * 1024) }).write('<a>');
    });
    expect(outcome(await put(announced))).toEqual(UNREACHABLE);
    const endless = server.answer('/endless', (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(outcome(await put(endless))).toEqual(UNREACHABLE);
  });

  it('is an answer that is cut, or none of HTTP', async () => {
    const cut = server.answer('/cut', (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('<a>', () => request.socket.destroy());
    });
    expect(outcome(await put(cut))).toEqual(UNREACHABLE);
    const garbled = server.answer('/garbled', (request) => request.socket.end('SSH-2.0-OpenSSH\r\n'));
    expect(outcome(await put(garbled))).toEqual(UNREACHABLE);
  });

  it('is a host that refuses, or has no address', async () => {
    const url = server.url('/');
    await server.stop();
    expect(outcome(await put(url))).toEqual(UNREACHABLE);
    expect(outcome(await put('https://idp.invalid/metadata'))).toEqual(UNREACHABLE);
    await server.start();
  });
});

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '10.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '[fd00::1]',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '[::]',
  ])('are not reached as %s', async (host) => {
    server.give('/', idp.metadata());
    const response = await put(server.url('/', host), '', closed);
    expect(outcome(response)).toEqual(UNREACHABLE);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    '169.254.169.254',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '100.100.100.200',
    '0.0.0.0',
    '224.0.0.1',
    '[64:ff9b::7f00:1]',
  ])('may be allowed, but never %s', async (host) => {
    expect(outcome(await put(`http://${host}:${server.port}/`))).toEqual(UNREACHABLE);
  });

  it('are reached by name where they are allowed', async () => {
    server.give('/', idp.metadata());
    expect((await put(server.url('/', 'localhost'))).status).toBe(200);
  });
});
