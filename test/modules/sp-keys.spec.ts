import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { AuditService } from '../../src/audit/audit.service';
import { MakeSpKey } from '../../src/sp-keys/make-sp-key';
import { MasterKey } from '../../src/tenants/master-key.service';
import { SpKeys } from '../../src/sp-keys/sp-keys.service';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { certificateOf, SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

/** Real: Postgres and the whole service. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const keysOf = (node: TestApp) => node.nest.get(SpKeys, { strict: false });
const masterKeyOf = (node: TestApp) => node.nest.get(MasterKey, { strict: false });

describe('SpKeys', () => {
  it('makes a key for each use, with a certificate of it', async () => {
    const { id } = await createTenant(app);
    const signing = await keysOf(app).require(id, 'signing');
    const encryption = await keysOf(app).require(id, 'encryption');
    for (const { privateKey, certificateDer } of [signing, encryption]) {
      expect(createPublicKey(privateKey).equals(new X509Certificate(certificateDer).publicKey)).toBe(true);
    }
    expect(signing.privateKey.equals(encryption.privateKey)).toBe(false);
  });

  it('makes them once, also when two nodes are asked at once', async () => {
    const { id } = await createTenant(app);
    const other = await startApp({}, app);
    const found = await Promise.all(
      [app, other, app, other].map((node) => keysOf(node).require(id, 'signing')),
    );
    const certificates = found.map(({ certificateDer }) => certificateDer.toString('base64'));
    expect(new Set(certificates).size).toBe(1);
    await other.close();
  });

  it('says before anything is served that the master key is another', async () => {
    const { id } = await createTenant(app);
    await keysOf(app).require(id, 'signing');
    await masterKeyOf(app).check();
    const other = await startApp({ masterKey: randomBytes(32) }, app);
    await expect(masterKeyOf(other).check()).rejects.toMatchObject({ name: 'StartError', exitCode: 2 });
    await other.close();
  });

  it('stores no private key that can be read', async () => {
    const { id } = await createTenant(app);
    const signing = await keysOf(app).require(id, 'signing');
    const pem = signing.privateKey.export({ type: 'pkcs8', format: 'pem' });
    const rows: { sealed_private_key: Buffer }[] = await app.dataSource.query(
      'SELECT sealed_private_key FROM sp_keys WHERE tenant_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    for (const { sealed_private_key: sealed } of rows) {
      expect(sealed.includes(Buffer.from(pem).subarray(30, 60))).toBe(false);
      expect(sealed.includes('PRIVATE KEY')).toBe(false);
    }
  });

  it("does not open under another master key, nor as another tenant's", async () => {
    const [{ id }, { id: otherId }] = [await createTenant(app), await createTenant(app)];
    await keysOf(app).require(id, 'signing');
    await keysOf(app).require(otherId, 'signing');
    const other = await startApp({ masterKey: randomBytes(32) }, app);
    await expect(keysOf(other).require(id, 'signing')).rejects.toMatchObject({ code: 'unavailable' });
    await other.close();
    await app.dataSource.query(
      `UPDATE sp_keys SET sealed_private_key = theirs.sealed_private_key FROM sp_keys theirs
        WHERE sp_keys.tenant_id = $1 AND theirs.tenant_id = $2 AND theirs.use = sp_keys.use`,
      [id, otherId],
    );
    await expect(keysOf(app).require(id, 'signing')).rejects.toThrow();
  });

  it('decrypts with all of encryption, the current one first', async () => {
    const { id, alias } = await createTenant(app);
    const calls = new SpKeyCalls(app, alias);
    await calls.promoted(await calls.created('encryption'));
    await calls.created('encryption');
    const decrypting = await keysOf(app).requireDecrypting(id);
    const publicKeys = (await calls.list()).map((key) => new X509Certificate(certificateOf(key)).publicKey);
    expect(decrypting.map((key, place) => createPublicKey(key).equals(publicKeys[place] ?? key))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('makes no next key in vain, however many are asked for at once', async () => {
    const { alias } = await createTenant(app);
    const calls = new SpKeyCalls(app, alias);
    await calls.published('signing');
    const made = jest.spyOn(app.nest.get(MakeSpKey, { strict: false }), 'run');
    try {
      const answers = await Promise.all(Array.from({ length: 5 }, () => calls.create('signing')));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(made).toHaveBeenCalledTimes(1);
    } finally {
      made.mockRestore();
    }
  });

  it('changes nothing where the audit trail can not be written', async () => {
    const { alias } = await createTenant(app);
    const calls = new SpKeyCalls(app, alias);
    await calls.promoted(await calls.created('signing'));
    const { id: next } = await calls.created('signing');
    const { previous = '' } = await calls.places('signing');
    const seen = async () => [
      await calls.list(),
      (await app.request('GET', `/api/v1/tenants/${alias}`)).headers.etag,
    ];
    await calls.published('encryption');
    await calls.create('encryption').then(({ body }) => calls.call('DELETE', `/${(body as SpKeyItem).id}`));
    const before = await seen();
    const audit = app.nest.get(AuditService, { strict: false });
    const spies = (['append', 'appendAll'] as const).map((name) =>
      jest.spyOn(audit, name).mockRejectedValue(new Error('no more room')),
    );
    const statuses = [
      await calls.create('encryption'),
      await calls.call('POST', `/${next}/promote`),
      await calls.call('DELETE', `/${previous}`),
    ].map(({ status }) => status);
    for (const spy of spies) spy.mockRestore();
    expect(statuses).toEqual([500, 500, 500]);
    expect(await seen()).toEqual(before);
  });

  it('makes none for a tenant that has gone', async () => {
    await expect(
      keysOf(app).require('01890a5d-ac96-774b-bcce-b302099a8057', 'signing'),
    ).rejects.toMatchObject({
      code: 'tenant.not_found',
    });
  });
});

describe('listExpiring', () => {
  const END = '2036-03-01T10:00:00.000Z';
  beforeEach(() => {
    app.clock.set(new Date('2026-03-01T10:00:00Z'));
  });
  afterEach(() => {
    app.clock.reset();
  });

  const until = (text: string) => keysOf(app).listExpiring(new Date(text), undefined, 500);
  const foundOf = async (text: string, id: string) =>
    (await until(text)).find(({ tenantId }) => tenantId === id)?.keys;

  it('names the published keys whose certificates end by then', async () => {
    const { id, alias } = await createTenant(app);
    const calls = new SpKeyCalls(app, alias);
    await calls.published('signing');
    expect(await foundOf('2036-03-01T09:59:59Z', id)).toBeUndefined();
    const [current] = await calls.list();
    expect(await foundOf(END, id)).toEqual([
      {
        id: current?.id,
        use: 'signing',
        status: 'current',
        algorithm: 'rsa-2048',
        subject: `CN=${alias}`,
        sha256Fingerprint: current?.sha256Fingerprint,
        notBefore: new Date('2026-03-01T10:00:00Z'),
        notAfter: new Date(END),
      },
    ]);
  });

  it('leaves out a key that is no longer published', async () => {
    const { id, alias } = await createTenant(app);
    const calls = new SpKeyCalls(app, alias);
    await calls.published('signing');
    app.clock.set(new Date('2027-03-01T10:00:00Z'));
    const next = await calls.created('signing');
    expect((await foundOf('2037-03-01T10:00:00Z', id))?.map(({ status }) => status)).toEqual([
      'current',
      'next',
    ]);
    await calls.promoted(next);
    expect(await foundOf(END, id)).toBeUndefined();
    expect((await foundOf('2037-03-01T10:00:00Z', id))?.map(({ status }) => status)).toEqual(['current']);
  });

  it('gives a page of tenants at a time, each once with all its keys', async () => {
    const tenants = await Promise.all([1, 2, 3].map(() => createTenant(app)));
    const ids = tenants.map(({ id }) => id);
    for (const { alias } of tenants) await new SpKeyCalls(app, alias).created('signing');
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await keysOf(app).listExpiring(new Date(END), after, 2);
      expect(page.length).toBeLessThanOrEqual(2);
      for (const { tenantId, keys } of page) if (ids.includes(tenantId)) expect(keys).toHaveLength(2);
      seen.push(...page.map(({ tenantId }) => tenantId));
      after = page.at(-1)?.tenantId;
      if (after === undefined) break;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(ids));
  });
});
