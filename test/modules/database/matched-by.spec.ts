import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { migrate } from '../../../src/database/migrate';
import { matchedByOf } from '../../../src/ram-users/matched-by';
import { createDatabase, type TestDatabase } from '../../support/postgres';

const TENANT = '01890a5d-ac96-774b-bcce-b302099a8057';
const ENTITY_ID = 'https://idp.example/ünïcode';

/** Real: Postgres and the migrations. */
describe('the migration that tells by which IdP a user was named', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createDatabase();
    dataSource = new DataSource(dataSourceOptions(database.url, { poolSize: 1 }));
    await dataSource.initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const hasColumn = async () =>
    (
      await dataSource.query<unknown[]>(
        `SELECT FROM information_schema.columns WHERE table_name = 'ram_users' AND column_name = 'matched_by'`,
      )
    ).length > 0;

  it("takes what was noted before for the present IdP's", async () => {
    while (await hasColumn()) await dataSource.undoLastMigration({ transaction: 'each' });
    await dataSource.query(
      `INSERT INTO tenants (id, alias, sso_enabled, idp_initiated_login, login_network_masks, saml, version, created_at, updated_at)
       VALUES ($1, 'acme', true, 'allowed', '{}', '{}', 1, now(), now())`,
      [TENANT],
    );
    await dataSource.query(
      `INSERT INTO idp_trusts (tenant_id, id, entity_id, source, sso_services, slo_services, want_authn_requests_signed, name_id_formats,
                               warnings, signing_certificates, version_number, refreshed_at, created_at, updated_at)
       VALUES ($1, gen_random_uuid(), $2, 'upload', '[]', '[]', false, '{}', '[]', '[]', 1, now(), now(), now())`,
      [TENANT, ENTITY_ID],
    );
    await dataSource.query(
      `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, status, search_key, matched_on, revision, created_at, updated_at)
       SELECT $1, gen_random_uuid(), name, name, 'active', name, CASE WHEN name = 'alice' THEN current_date END, 1, now(), now()
         FROM unnest(ARRAY['alice', 'bob']) AS name`,
      [TENANT],
    );
    await migrate(database.url);
    expect(await dataSource.query('SELECT user_name, matched_by FROM ram_users ORDER BY user_name')).toEqual([
      { user_name: 'alice', matched_by: matchedByOf(ENTITY_ID) },
      { user_name: 'bob', matched_by: null },
    ]);
  });
});
