import { X509Certificate } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { migrate } from '../../../src/database/migrate';
import { RsaKeys } from '../../../src/secrets/rsa-keys';
import { makeSelfSigned } from '../../../src/sp-keys/self-signed';
import { createDatabase, type TestDatabase } from '../../support/postgres';

const TENANT = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Real: Postgres and the migrations. */
describe('the migration that lets a use have several SP keys', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createDatabase();
    dataSource = new DataSource(dataSourceOptions(database.url, { poolSize: 1 }));
    await dataSource.initialize();
    await dataSource.query(
      `INSERT INTO tenants (id, alias, sso_enabled, idp_initiated_login, login_network_masks, saml, version, created_at, updated_at)
       VALUES ($1, 'acme', true, 'allowed', '{}', '{}', 1, now(), now())`,
      [TENANT],
    );
    await dataSource.query(`INSERT INTO master_keys VALUES ('m', now())`);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const columns = () =>
    dataSource.query<{ column_name: string }[]>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'sp_keys' ORDER BY ordinal_position`,
    );

  async function goBack(): Promise<void> {
    while ((await columns()).some(({ column_name }) => column_name === 'status'))
      await dataSource.undoLastMigration({ transaction: 'each' });
  }

  it('takes the keys that there were for the current ones, until their certificates end', async () => {
    await goBack();
    const createdAt = new Date('2026-07-31T23:59:58.987Z');
    const made = await makeSelfSigned(await new RsaKeys().make(), {
      commonName: 'acme',
      notBefore: createdAt,
      years: 10,
    });
    await dataSource.query(
      `INSERT INTO sp_keys (tenant_id, use, sealed_private_key, master_key_id, certificate, created_at)
       VALUES ($1, 'signing', 'sealed', 'm', $2, $3), ($1, 'encryption', 'sealed', 'm', $2, $3)`,
      [TENANT, made.certificateDer, createdAt],
    );
    await migrate(database.url);
    const rows = await dataSource.query<Record<string, unknown>[]>('SELECT * FROM sp_keys ORDER BY use');
    const notAfter = new Date(new X509Certificate(made.certificateDer).validTo);
    expect(rows).toMatchObject(
      ['encryption', 'signing'].map((use) => ({
        use,
        status: 'current',
        sealed_private_key: Buffer.from('sealed'),
        not_after: notAfter,
        created_at: createdAt,
        updated_at: createdAt,
      })),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });

  it('leaves the current key where it is taken back', async () => {
    await dataSource.query(
      `INSERT INTO sp_keys (tenant_id, id, use, status, sealed_private_key, master_key_id, certificate, not_after, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 'signing', status, status::bytea, 'm', '', now(), now(), now()
         FROM unnest(ARRAY['current', 'next', 'previous']) AS status`,
      [TENANT],
    );
    await goBack();
    expect(await dataSource.query('SELECT use, sealed_private_key FROM sp_keys')).toEqual([
      { use: 'signing', sealed_private_key: Buffer.from('current') },
    ]);
  });
});
