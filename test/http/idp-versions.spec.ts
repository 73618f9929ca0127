import { codeOf, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { auditEvents, type LoginScene, makeScene, signIn } from '../support/login-scene';

interface Version {
  readonly number: number;
  readonly entityId: string;
  readonly reason: string;
}

let app: TestApp;
let scene: LoginScene;
let other: TestIdp;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await makeScene(app);
  other = await TestIdp.create();
});

const path = (rest = '') => `/api/v1/tenants/${scene.tenant.alias}/idp${rest}`;
const put = (body: object) => app.request('PUT', path(), { body });
const restore = (number: number | string, headers = {}) =>
  app.request('POST', path(`/versions/${number}/restore`), { headers });
const listed = async (query = '') =>
  (await app.request('GET', path(`/versions${query}`))).body as {
    readonly items: readonly Version[];
    readonly nextCursor: string | null;
  };
const outcome = ({ status, body }: TestResponse) => [status, (body as { code?: string }).code];

it('lists what the trust is and was, newest first and by pages, after it is deleted too', async () => {
  const server = await new DocumentServer().start();
  const metadataUrl = server.give('/', scene.idp.metadata());
  await put({ metadataUrl });
  server.give('/', scene.idp.metadata({ slo: true }));
  await app.request('POST', path('/refresh'));
  await app.request('DELETE', path());
  const first = await listed('?limit=2');
  expect(first.items).toMatchObject([
    {
      number: 3,
      entityId: scene.idp.entityId,
      source: 'url',
      metadataUrl,
      reason: 'refresh',
      actor: 'platform',
      signingCertificates: [{ subject: 'CN=Test IdP' }],
    },
    { number: 2, reason: 'url' },
  ]);
  const second = await listed(`?limit=2&cursor=${first.nextCursor ?? ''}`);
  expect(second).toMatchObject({ items: [{ number: 1, reason: 'upload' }], nextCursor: null });
  await put({ metadataXml: other.metadata() });
  expect((await listed()).items[0]).toMatchObject({ number: 4, entityId: other.entityId });
  await server.stop();
});

it("gives each version's document as it came", async () => {
  const document = `<!-- \u00e4 -->\r\n${other.metadata()}`;
  await put({ metadataXml: document });
  const give = (number: number) => app.request('GET', path(`/versions/${number}/metadata`));
  expect((await give(2)).bytes.equals(Buffer.from(document))).toBe(true);
  expect((await give(1)).text).toBe(scene.idp.metadata());
  expect((await give(2)).headers.etag).not.toBe((await give(1)).headers.etag);
});

describe('restore', () => {
  it('trusts again what was trusted, as a new version', async () => {
    await put({ metadataXml: other.metadata() });
    expect((await signIn(scene)).status).toBe(401);
    const response = await restore(1);
    expect(response).toMatchObject({ status: 200, body: { entityId: scene.idp.entityId, source: 'upload' } });
    expect(response.headers.etag).toBe((await app.request('GET', path())).headers.etag);
    expect((await signIn(scene)).status).toBe(303);
    expect((await listed()).items).toMatchObject([
      { number: 3, reason: 'restore' },
      { number: 2 },
      { number: 1 },
    ]);
    expect((await auditEvents(scene, '?type=idp.updated'))[0]).toMatchObject({
      details: { entityId: scene.idp.entityId, restoredVersion: 1 },
    });
  });

  it('is not undone by the address that the version came from', async () => {
    const server = await new DocumentServer().start();
    const next = await makeKeyPair({ kind: 'ec' });
    await put({ metadataUrl: server.give('/', scene.idp.metadata()) });
    server.give('/', scene.idp.metadata({ certificates: [next.certificateDer] }));
    await app.request('POST', path('/refresh'));
    const { body } = await restore(2);
    expect(body).toMatchObject({ source: 'upload', warnings: [{ code: 'restored_not_refreshed' }] });
    expect(body).not.toHaveProperty('nextRefreshAt');
    expect(outcome(await app.request('POST', path('/refresh')))).toEqual([409, 'conflict']);
    await server.stop();
  });

  it('brings a deleted trust back', async () => {
    await app.request('DELETE', path());
    expect((await restore(1)).status).toBe(200);
    expect((await signIn(scene)).status).toBe(303);
  });

  it('is held to If-Match', async () => {
    const { etag } = (await app.request('GET', path())).headers;
    await put({ metadataXml: other.metadata() });
    expect(outcome(await restore(1, { 'if-match': String(etag) }))).toEqual([412, 'precondition_failed']);
  });

  it.each(['0', '2', '-1', '1.0', '01', 'x', '999999999', '9999999999', '%00'])(
    'knows no version %s',
    async (number) => {
      expect((await restore(number)).status).toBeGreaterThanOrEqual(400);
      expect((await listed()).items).toHaveLength(1);
    },
  );

  it('is for admins, and the list for viewers', async () => {
    const token = await createToken(app, 'viewer', scene.tenant.alias);
    expect(codeOf(await app.request('POST', path('/versions/1/restore'), { token }))).toBe('auth.forbidden');
    expect((await app.request('GET', path('/versions'), { token })).status).toBe(200);
    expect((await app.request('GET', path('/versions/1/metadata'), { token })).status).toBe(200);
  });
});

it('keeps the last fifty', async () => {
  for (let count = 0; count < 52; count += 1) await put({ metadataXml: scene.idp.metadata() });
  const { items } = await listed('?limit=100');
  expect([items.length, items[0]?.number, items.at(-1)?.number]).toEqual([50, 53, 4]);
});

it('keeps what a hundred MiB hold, and the newest', async () => {
  const most = (note: string) => `${scene.idp.metadata()}<!--${note}-->`.padEnd(24 * 1024 * 1024, '\n');
  const headers = { 'content-type': 'application/samlmetadata+xml' };
  for (const note of ['a', 'b', 'c', 'd', 'e']) {
    await app.request('PUT', path(), { body: Buffer.from(most(note)), headers });
  }
  expect((await listed()).items.map(({ number }) => number)).toEqual([6, 5, 4, 3]);
}, 120_000);
