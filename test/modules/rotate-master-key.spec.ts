import { randomBytes } from 'node:crypto';
import { newId } from '../../src/secrets/ids';
import { masterKeyIdOf, Sealing } from '../../src/secrets/sealing';
import { createTenant } from '../support/api';
import type { TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { encryptionCertificate } from '../support/encryption-certificate';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';
import { refuse, traceOf } from '../support/refused-logins';
import { checkOf, keysOf, newKey, oldKey, RotatedService, SP_KEY_COLUMNS } from '../support/rotated-service';
import { isSignedRedirect } from '../support/signed-redirect';
import { certificateOf, SpKeyCalls } from '../support/sp-keys';
import { runTest } from '../support/test-login';
import { createWebhook, WebhookReceiver } from '../support/webhook-receiver';

const unnamed = (plan: { nameId: string | undefined }) => (plan.nameId = undefined);

describe('a rotation of the master key', () => {
  const server = new DocumentServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  let service: RotatedService;
  let app: TestApp;
  beforeEach(async () => {
    service = await RotatedService.start();
    ({ app } = service);
  });
  afterEach(() => service.stop());

  const rotate = (from?: Buffer, to?: Buffer) => service.rotate(from, to);
  const node = (masterKey: Buffer, newMasterKey?: Buffer) => service.node(masterKey, newMasterKey);
  const stored = (): Promise<unknown> =>
    app.dataSource.query(
      'SELECT key.*, (SELECT array_agg(id) FROM master_keys) AS ids FROM sp_keys key ORDER BY tenant_id, id',
    );

  const encryptingScene = () =>
    makeScene(app, { tenant: { saml: { signAuthnRequests: 'always', assertionEncryption: 'optional' } } });

  /** Whether what a begun login sends to the IdP is signed by the key of the certificate. */
  async function isSignedBy(certificateDer: Buffer, scene: LoginScene): Promise<boolean> {
    const { response } = await beginLogin(scene);
    return isSignedRedirect(String(response.headers.location), certificateDer);
  }

  it('leaves the new key in force: signatures, encrypted assertions and sessions go on', async () => {
    const scene = await encryptingScene();
    const { certificateDer: signing } = await keysOf(app).require(scene.tenant.id, 'signing');
    const encryption = await encryptionCertificate(scene);
    const cookies = setCookies(await signIn(scene));

    expect(await rotate()).toBe(2);

    const renewed = { ...scene, app: await node(newKey) };
    await expect(checkOf(renewed.app)).resolves.toBe(masterKeyIdOf(newKey));
    expect(await isSignedBy(signing, renewed)).toBe(true);
    const answer = scene.idp.postEncrypted(planFor(renewed), encryption);
    expect((await postResponse(renewed, answer)).status).toBe(303);
    expect((await renewed.app.request('GET', '/session', { cookies })).status).toBe(200);
  });

  it('leaves EC keys in force as it does RSA keys', async () => {
    const scene = await encryptingScene();
    const keys = new SpKeyCalls(app, scene.tenant.alias);
    const { sha256Fingerprint, ...ec } = await keys.promoted(await keys.created('signing', 'ec-p256'));
    const { certificateDer } = await keysOf(app).require(scene.tenant.id, 'signing');

    // The EC key, and the RSA key before it.
    expect(await rotate()).toBe(2);

    const renewed = { ...scene, app: await node(newKey) };
    expect(certificateDer.equals(certificateOf({ sha256Fingerprint, ...ec }))).toBe(true);
    expect(await isSignedBy(certificateDer, renewed)).toBe(true);
  });

  it("leaves webhooks signed by their secrets, a rotation's old one too", async () => {
    const receiver = new WebhookReceiver(server);
    const { path, secret } = await createWebhook(app, null, { url: receiver.url });
    const rotated = await app.request('POST', `${path}/rotate-secret`);

    expect(await rotate()).toBe(2);

    expect((await app.request('POST', `${path}/test`)).status).toBe(503);
    const renewed = await node(newKey);
    expect((await renewed.request('POST', `${path}/test`)).body).toMatchObject({ delivered: true });
    for (const one of [secret, (rotated.body as { secret: string }).secret])
      expect(receiver.verified(one)).toMatchObject([{ type: 'webhook.test' }]);
    expect(await rotate()).toBeNull();
  });

  it('leaves refused logins to be looked into', async () => {
    const scene = await makeScene(app);
    const refused = [await refuse(scene, unnamed), await refuse(scene, unnamed)];
    const before = await Promise.all(refused.map((requestId) => traceOf(scene, requestId)));

    expect(await rotate()).toBe(2);

    const renewed = { ...scene, app: await node(newKey) };
    expect(await Promise.all(refused.map((requestId) => traceOf(renewed, requestId)))).toEqual(before);
    expect(await traceOf(renewed, await refuse(renewed, unnamed))).toMatchObject({
      code: 'saml.nameid_missing',
    });
    // A node that was left with the old key refuses as ever, and keeps nothing.
    const late = await refuse(scene, unnamed);
    expect(late).not.toBe('');
    await expect(traceOf(renewed, late)).rejects.toThrow('there is no trace');
  });

  it('leaves the reports of tests to be read', async () => {
    const tenant = { saml: { signAuthnRequests: 'never' } };
    const scenes = [await makeScene(app, { tenant }), await makeScene(app, { tenant })];
    for (const scene of scenes) await runTest(scene);
    const reports = (by: TestApp) =>
      Promise.all(
        scenes.map(async ({ tenant }) => {
          const { status, body } = await by.request('GET', `/api/v1/tenants/${tenant.alias}/idp/test-login`);
          expect(status).toBe(200);
          return body;
        }),
      );
    const before = await reports(app);

    expect(await rotate()).toBe(2);

    expect(await reports(await node(newKey))).toEqual(before);
  });

  it('leaves kept answers, with their secrets, to be given again', async () => {
    const request = {
      body: { name: 'ci', role: 'viewer' },
      headers: { 'idempotency-key': 'before the rotation'.replaceAll(' ', '-') },
    };
    const first = await app.request('POST', '/api/v1/api-tokens', request);
    expect(await rotate()).toBe(1);
    const renewed = await node(newKey);
    const token = app.settings.adminToken;
    const again = await renewed.request('POST', '/api/v1/api-tokens', { ...request, token });
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([
      201,
      first.text,
      'true',
    ]);
  });

  it('refuses a node with the old key at its start', async () => {
    await keysOf(app).require((await createTenant(app)).id, 'signing');
    await checkOf(app);
    await rotate();
    await expect(checkOf(app)).rejects.toMatchObject({ name: 'StartError', exitCode: 2 });
    await expect(checkOf(app)).rejects.toThrow(/MASTER_KEY/);
  });

  it('makes a running node with the old key say so, and lets it seal nothing', async () => {
    const scene = await encryptingScene();
    await encryptionCertificate(scene);
    const { alias } = await createTenant(app);
    const status = async (path: string) =>
      (await app.request('GET', path, { token: null, headers: { accept: 'application/json' } })).status;
    expect(await status('/readyz')).toBe(200);
    await rotate();
    const before = await stored();
    const { body } = await app.request('GET', '/readyz');
    expect(body).toMatchObject({ status: 503, code: 'unavailable' });
    expect((body as { detail: string }).detail).toContain('MASTER_KEY');
    expect(await status(`/saml/${scene.tenant.alias}/login`)).toBe(503);
    expect(await status(`/saml/${alias}/metadata`)).toBe(503);
    expect(await stored()).toEqual(before);
  });

  it('holds up no node that was given the new key before', async () => {
    const both = await node(oldKey, newKey);
    const scene = { ...(await encryptingScene()), app: both };
    const { certificateDer: signing } = await keysOf(both).require(scene.tenant.id, 'signing');
    await rotate();
    expect((await both.request('GET', '/readyz')).status).toBe(200);
    expect(await isSignedBy(signing, scene)).toBe(true);
    const { id } = await createTenant(both);
    await keysOf(both).require(id, 'signing');
    const renewed = await node(newKey);
    await checkOf(renewed);
    await keysOf(renewed).require(id, 'signing');
  });

  it('is bounded in what it takes at once, and complete', async () => {
    const sealing = new Sealing(oldKey);
    const ids = Array.from({ length: 1234 }, newId);
    await checkOf(app);
    await app.dataSource.query(
      `INSERT INTO tenants SELECT id, 't-' || id, NULL, true, 'allowed', NULL, '{}', '{}', 1, now(), now()
         FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    const sealed = ids.map((id) => sealing.seal(Buffer.from(id), `sp-key:${id}:signing`).sealed);
    await app.dataSource.query(
      `INSERT INTO sp_keys (${SP_KEY_COLUMNS}) SELECT id, id, 'signing', 'current', sealed, $3, '', now(), now(), now()
         FROM unnest($1::uuid[], $2::bytea[]) AS made (id, sealed)`,
      [ids, sealed, sealing.masterKeyId],
    );

    expect(await rotate()).toBe(1234);

    const renewed = new Sealing(newKey);
    const rows = await app.dataSource.query<{ id: string; sealed: Buffer; masterKeyId: string }[]>(
      'SELECT tenant_id AS id, sealed_private_key AS sealed, master_key_id AS "masterKeyId" FROM sp_keys',
    );
    expect(rows).toHaveLength(1234);
    for (const { id, sealed, masterKeyId } of rows)
      expect(renewed.open(sealed, masterKeyId, `sp-key:${id}:signing`).toString()).toBe(id);
  });

  it('seals the next and the previous keys too', async () => {
    const scene = await encryptingScene();
    const calls = new SpKeyCalls(app, scene.tenant.alias);
    for (const purpose of ['signing', 'encryption'] as const) {
      await calls.promoted(await calls.created(purpose));
      await calls.created(purpose);
    }
    expect(await rotate()).toBe(6);

    const renewed = { ...scene, app: await node(newKey) };
    for (const key of (await calls.list()).filter(({ purpose }) => purpose === 'encryption')) {
      const answer = scene.idp.postEncrypted(planFor(renewed), certificateOf(key));
      expect((await postResponse(renewed, answer)).status).toBe(303);
    }
    const renewedCalls = new SpKeyCalls(renewed.app, scene.tenant.alias);
    const { next = '', previous = '' } = await calls.places('signing');
    for (const id of [previous, next]) {
      await renewedCalls.call('POST', `/${id}/promote`);
      const current = (await calls.list()).find((key) => key.id === id && key.status === 'current');
      expect(current && (await isSignedBy(certificateOf(current), renewed))).toBe(true);
    }
  });

  it('has nothing to do the second time', async () => {
    await keysOf(app).require((await createTenant(app)).id, 'signing');
    expect(await rotate()).toBe(1);
    const before = await stored();
    expect(await rotate()).toBeNull();
    expect(await stored()).toEqual(before);
  });

  it('can be taken back, and goes on from a database in which nothing is sealed yet', async () => {
    expect(await rotate()).toBe(0);
    await expect(checkOf(await node(newKey))).resolves.toBe(masterKeyIdOf(newKey));
    expect(await rotate(newKey, oldKey)).toBe(0);
    await expect(checkOf(app)).resolves.toBe(masterKeyIdOf(oldKey));
  });

  it('changes nothing where it does not come to its end', async () => {
    for (const use of ['signing', 'encryption'] as const)
      await keysOf(app).require((await createTenant(app)).id, use);
    const { id: last } = await createTenant(app);
    await keysOf(app).require(last, 'signing');
    await app.dataSource.query(
      'UPDATE sp_keys SET sealed_private_key = set_byte(sealed_private_key, 40, 255 - get_byte(sealed_private_key, 40)) WHERE tenant_id = $1',
      [last],
    );
    const before = await stored();
    await expect(rotate()).rejects.toThrow(new RegExp(`signing key of the tenant ${last}`));
    expect(await stored()).toEqual(before);
    expect((await app.request('GET', '/readyz')).status).toBe(200);
  });

  it('is refused with a key that the database is not under', async () => {
    await keysOf(app).require((await createTenant(app)).id, 'signing');
    const before = await stored();
    await expect(rotate(randomBytes(32))).rejects.toMatchObject({ name: 'StartError', exitCode: 2 });
    expect(await stored()).toEqual(before);
  });

  it('can pass over nothing sealed: whatever names a master key refers to those in force', async () => {
    const columns: unknown = await app.dataSource.query(
      `SELECT c.relname AS table, EXISTS (
         SELECT FROM pg_constraint f
          WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid = 'master_keys'::regclass AND f.conkey = ARRAY[a.attnum]
       ) AS refers
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      WHERE a.attname = 'master_key_id' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(columns).toEqual([
      { table: 'audit_seal_keys', refers: true },
      { table: 'idempotency_keys', refers: true },
      { table: 'refused_logins', refers: true },
      { table: 'sp_keys', refers: true },
      { table: 'test_reports', refers: true },
      { table: 'webhook_secrets', refers: true },
    ]);
  });
});
