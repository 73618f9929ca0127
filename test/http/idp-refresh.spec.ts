import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Sweeper } from '../../src/database/sweeper';
import { codeOf, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import { signXml } from '../support/idp/sign-xml';
import { auditEvents, type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';

interface Trust {
  readonly entityId: string;
  readonly refreshedAt: string;
  readonly nextRefreshAt: string;
  readonly updatedAt: string;
  readonly signingCertificates: readonly { readonly subject: string }[];
  readonly refreshFailure?: { readonly count: number; readonly code: string };
}

let app: TestApp;
let server: DocumentServer;
let scene: LoginScene;
let next: TestKeyPair;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  next = await makeKeyPair({ subject: 'CN=Next' });
});
afterAll(() => app.close());
beforeEach(async () => {
  server = await new DocumentServer().start();
  scene = await makeScene(app);
  app.clock.set(new Date());
});
afterEach(async () => {
  await server.stop();
  app.clock.reset();
});

const path = (rest = '') => `/api/v1/tenants/${scene.tenant.alias}/idp${rest}`;
const put = (body: object) => app.request('PUT', path(), { body });
const get = async () => (await app.request('GET', path())).body as Trust;
const refresh = () => app.request('POST', path('/refresh'));
const metadata = (...certificates: readonly Buffer[]) =>
  scene.idp.metadata(certificates.length > 0 ? { certificates: [...certificates] } : {});
const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string }).code];
const events = async (type: string) => auditEvents(scene, `?type=${type}`);
const version = async () => (await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}`)).headers.etag;
const sweepAfter = async (hours: number) => {
  app.clock.advance(hours * 3600);
  await app.nest.get(Sweeper).sweepAll();
};

describe('when it is due', () => {
  it('takes a next key, and in time the old one away, and no login in between is lost', async () => {
    const { idp } = scene;
    const login = async (keys: TestKeyPair) =>
      (await postResponse(scene, idp.post(planFor(scene), { keys }))).status;
    await put({ metadataUrl: server.give('/', metadata()) });
    const [old, both] = [idp.keys.certificateDer, next.certificateDer];

    server.give('/', metadata(old, both));
    await sweepAfter(7);
    expect([await login(idp.keys), await login(next)]).toEqual([303, 303]);
    expect((await events('idp.updated'))[0]).toMatchObject({
      actor: 'refresh',
      details: {
        certificatesAdded: [{ subject: 'CN=Next', notAfter: '2099-01-01T00:00:00.000Z' }],
        certificatesRemoved: [],
      },
    });
    server.give('/', metadata(both));
    await sweepAfter(7);
    expect([await login(idp.keys), await login(next)]).toEqual([401, 303]);
  });

  it('is fetched, and not before', async () => {
    await put({ metadataUrl: server.give('/', metadata()) });
    await sweepAfter(5.9);
    expect(server.requests).toHaveLength(1);
    await sweepAfter(0.8);
    expect(server.requests).toHaveLength(2);
    await sweepAfter(0);
    expect(server.requests).toHaveLength(2);
  });

  it('asks only whether it has changed, where the host can tell', async () => {
    const known = { etag: '"1"', 'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT' };
    await put({ metadataUrl: server.give('/', metadata(), known) });
    const before = await get();
    server.answer('/', (_, response) => response.writeHead(304).end());
    await sweepAfter(7);
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Tue, 24 Nov 2026 08:00:00 GMT',
    });
    const after = await get();
    expect(Date.parse(after.refreshedAt)).toBeGreaterThan(Date.parse(before.refreshedAt));
    expect(Date.parse(after.nextRefreshAt)).toBeGreaterThan(Date.parse(before.nextRefreshAt));
    expect(after).toMatchObject({ updatedAt: before.updatedAt });
  });

  it('keeps the latest document of a trust that stays the same, which is no change of it', async () => {
    await put({ metadataUrl: server.give('/', metadata()) });
    const [tag, tenantTag] = [(await app.request('GET', path())).headers.etag, await version()];
    server.give('/', `<!-- of today -->${metadata()}`);
    await sweepAfter(7);
    expect((await app.request('GET', path('/metadata'))).text).toContain('of today');
    expect([(await app.request('GET', path())).headers.etag, await version()]).toEqual([tag, tenantTag]);
    expect(await events('idp.updated')).toHaveLength(2);
  });

  it('leaves uploads alone, and what was deleted', async () => {
    await put({ metadataUrl: server.give('/', metadata()) });
    await put({ metadataXml: metadata() });
    await sweepAfter(48);
    await put({ metadataUrl: server.url('/') });
    await app.request('DELETE', path());
    await sweepAfter(48);
    expect(server.requests).toHaveLength(2);
  });

  it('is held up by no host that hangs, which lets go only when the others were asked', async () => {
    const held: Socket[] = [];
    let wasAsked = false;
    await put({ metadataUrl: server.give('/', metadata()) });
    const slow = await makeScene(app);
    const metadataUrl = server.give('/slow', slow.idp.metadata());
    await app.request('PUT', `/api/v1/tenants/${slow.tenant.alias}/idp`, { body: { metadataUrl } });
    server.answer('/slow', ({ socket }) => {
      held.push(socket);
      if (wasAsked) socket.destroy();
    });
    server.answer('/', (_, response) => {
      wasAsked = true;
      response.writeHead(200).end(metadata(next.certificateDer));
      for (const socket of held) socket.destroy();
    });
    await sweepAfter(25);
    expect(held).toHaveLength(1);
    expect((await get()).signingCertificates).toMatchObject([{ subject: 'CN=Next' }]);
  });
});

describe('what is no better', () => {
  const bad: [string, () => string][] = [
    ['is no XML', () => 'down for maintenance'],
    ['is a page', () => '<!doctype html><html></html>'],
    ['has another entityID', () => metadata().replace('entityID="', 'entityID="https://evil.example/')],
    ['has no key', () => metadata().replaceAll(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/g, '')],
    ['has no SSO endpoint', () => metadata().replaceAll(/<md:SingleSignOnService[^>]*>/g, '')],
    ['can not be asked', () => scene.idp.metadata({ bindings: ['SOAP'] })],
    ['is past its end', () => metadata().replace('entityID=', 'validUntil="2020-01-01T00:00:00Z" entityID=')],
  ];

  it.each(bad)('never replaces a working trust: what %s', async (_, document) => {
    await put({ metadataUrl: server.give('/', metadata()) });
    const tenantTag = await version();
    const before = await get();
    server.give('/', document());
    await sweepAfter(7);
    const { refreshFailure, nextRefreshAt, ...after } = await get();
    expect({ ...after, nextRefreshAt: before.nextRefreshAt }).toEqual(before);
    expect(await version()).toBe(tenantTag);
    expect(Date.parse(nextRefreshAt)).toBeGreaterThan(app.clock.now().getTime());
    expect(refreshFailure).toMatchObject({ code: 'idp.metadata_invalid', count: 1 });
  });

  it('is a key that is never believed alone', async () => {
    const weak = await makeKeyPair({ bits: 1024 });
    await put({ metadataUrl: server.give('/', metadata()) });
    server.give('/', metadata(weak.certificateDer));
    await sweepAfter(7);
    expect((await get()).refreshFailure).toMatchObject({ code: 'idp.metadata_invalid' });
  });

  it('is told once when it begins and once when it ends, and tried ever more rarely', async () => {
    await put({ metadataUrl: server.give('/', metadata()) });
    server.answer('/', (_, response) => response.writeHead(503).end());
    for (const hours of [7, 1.2, 2.3]) await sweepAfter(hours);
    const { refreshFailure, nextRefreshAt } = await get();
    expect(refreshFailure).toMatchObject({ code: 'idp.metadata_unreachable', count: 3 });
    expect(Date.parse(nextRefreshAt)).toBeGreaterThanOrEqual(app.clock.now().getTime() + 4 * 3600_000);
    expect(await events('idp.refresh_failed')).toMatchObject([
      { outcome: 'refused', code: 'idp.metadata_unreachable', actor: 'refresh' },
    ]);
    server.give('/', metadata());
    await sweepAfter(5);
    expect((await get()).refreshFailure).toBeUndefined();
    expect(await events('idp.refresh_recovered')).toMatchObject([
      { outcome: 'success', details: { failures: 3 } },
    ]);
    expect(await events('idp.refresh_failed')).toHaveLength(1);
  });
});

describe('POST refresh', () => {
  it('fetches at once, and answers the trust', async () => {
    await put({ metadataUrl: server.give('/', metadata()) });
    server.give('/', metadata(next.certificateDer));
    const response = await refresh();
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ signingCertificates: [{ subject: 'CN=Next' }] });
    expect(response.headers.etag).toBe((await app.request('GET', path())).headers.etag);
    expect((await events('idp.updated'))[0]).toMatchObject({ actor: 'platform' });
  });

  it('is refused as the intake is, and where there is no address', async () => {
    expect(outcome(await refresh())).toEqual([409, 'conflict']);
    await put({ metadataUrl: server.give('/', metadata()) });
    server.give('/', '<a/>');
    expect(outcome(await refresh())).toEqual([400, 'idp.metadata_invalid']);
    server.answer('/', (_, response) => response.writeHead(304).end());
    expect(outcome(await refresh())).toEqual([422, 'idp.metadata_unreachable']);
    await app.request('DELETE', path());
    expect(outcome(await refresh())).toEqual([404, 'idp.not_configured']);
  });

  it('is for admins', async () => {
    const token = await createToken(app, 'viewer', scene.tenant.alias);
    expect((await app.request('POST', path('/refresh'), { token })).status).toBe(403);
  });
});

describe('metadata that must be signed', () => {
  const certificateOf = ({ certificateDer }: TestKeyPair) => certificateDer.toString('base64');
  const fingerprintOf = ({ certificateDer }: TestKeyPair) =>
    createHash('sha256').update(certificateDer).digest('hex');
  const signed = (keys = next) =>
    signXml(metadata().replace('entityID=', 'ID="_m" entityID='), 'EntityDescriptor', keys);
  const pem = () =>
    `-----BEGIN CERTIFICATE-----\n${next.certificateDer.toString('base64')}\n-----END CERTIFICATE-----\n`;

  it('are taken under the key that was given, as PEM or as Base64', async () => {
    for (const metadataSigningCertificate of [pem(), next.certificateDer.toString('base64')]) {
      const response = await put({ metadataXml: signed(), metadataSigningCertificate });
      expect(response.body).toMatchObject({ metadataSigningCertificate: { subject: 'CN=Next' } });
    }
    expect(
      (await put({ metadataXml: metadata(), metadataSigningCertificate: null })).body,
    ).not.toHaveProperty('metadataSigningCertificate');
  });

  it('are told of in the audit trail: under whose key, and under whose until then', async () => {
    await put({ metadataXml: signed(), metadataSigningCertificate: pem() });
    await put({
      metadataXml: signed(scene.idp.keys),
      metadataSigningCertificate: certificateOf(scene.idp.keys),
    });
    await put({ metadataXml: metadata() });
    const events = await auditEvents(scene, '?type=idp.updated&limit=3');
    const [dropped, changed, given] = events.map(({ details }) => details as Record<string, unknown>);
    const [first, second] = [next, scene.idp.keys].map(fingerprintOf);
    expect(given).toMatchObject({ metadataSigningFingerprint: first });
    expect(changed).toMatchObject({
      metadataSigningFingerprint: second,
      formerMetadataSigningFingerprint: first,
    });
    expect(dropped).toMatchObject({ formerMetadataSigningFingerprint: second });
    expect(dropped).not.toHaveProperty('metadataSigningFingerprint');
    expect(given).not.toHaveProperty('formerMetadataSigningFingerprint');
  });

  it('are refused unsigned, signed by another, and changed', async () => {
    for (const metadataXml of [metadata(), signed(scene.idp.keys), signed().replace('/sso"', '/evil"')]) {
      const response = await put({ metadataXml, metadataSigningCertificate: pem() });
      expect(outcome(response)).toEqual([400, 'idp.metadata_invalid']);
    }
  });

  it('are read from what was signed alone', async () => {
    const inner = signed();
    const wrapped = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${inner}</md:EntitiesDescriptor>`;
    const response = await put({ metadataXml: wrapped, metadataSigningCertificate: pem() });
    expect(outcome(response)).toEqual([400, 'idp.metadata_invalid']);
  });

  it('are held to it at each refresh', async () => {
    await put({ metadataUrl: server.give('/', signed()), metadataSigningCertificate: pem() });
    expect((await refresh()).status).toBe(200);
    server.give('/', metadata());
    expect(codeOf(await refresh())).toBe('idp.metadata_invalid');
    expect((await get()).refreshFailure).toMatchObject({ code: 'idp.metadata_invalid' });
  });

  it.each(['x', '', 'MIIB', '-----BEGIN PRIVATE KEY-----'])('need a certificate, not %j', async (text) => {
    const response = await put({ metadataXml: metadata(), metadataSigningCertificate: text });
    expect(response).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'metadataSigningCertificate' }] },
    });
  });
});
