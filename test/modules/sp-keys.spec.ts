import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { MasterKey } from '../../src/tenants/master-key.service';
import { SpKeys } from '../../src/tenants/sp-keys.service';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';

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

  it('makes none for a tenant that has gone', async () => {
    await expect(
      keysOf(app).require('01890a5d-ac96-774b-bcce-b302099a8057', 'signing'),
    ).rejects.toMatchObject({
      code: 'tenant.not_found',
    });
  });
});
