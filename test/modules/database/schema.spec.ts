import { DataSource } from 'typeorm';
import { dataSourceOptions, type Entity } from '../../../src/database/data-source';
import { migrate } from '../../../src/database/migrate';
import { startApp, type TestApp } from '../../support/app';
import { describeSchema } from '../../support/describe-schema';
import { createDatabase, type TestDatabase } from '../../support/postgres';

/** An entity has no words for an operator class or an expression. */
const BY_MIGRATION_ALONE = [
  'index CREATE INDEX ix_tenants_display_name ON tenants USING btree (lower(display_name) text_pattern_ops) WHERE (display_name IS NOT NULL)',
  'index CREATE INDEX ix_ram_users_search ON ram_users USING gin (tenant_id, search_key gin_trgm_ops)',
  "index CREATE INDEX ix_audit_events_arrival ON audit_events USING brin (arrival) WITH (pages_per_range='32', autosummarize='on')",
  'index CREATE INDEX ix_sessions_name_id ON sessions USING btree (tenant_id, lower((name_id COLLATE "C")))',
];

describe('the schema', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase('template0');
  });

  afterEach(async () => {
    await database.drop();
  });

  it('is made by the migrations once: run again, they find nothing to do and change nothing', async () => {
    const ran = await migrate(database.url);
    const made = await describeSchema(database.url);

    expect(ran.length).toBeGreaterThan(0);
    expect(made.length).toBeGreaterThan(0);
    expect(await migrate(database.url)).toEqual([]);
    expect(await describeSchema(database.url)).toEqual(made);
  });

  it('is made once when several services start at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(database.url)));

    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('goes down to nothing and up to the same again', async () => {
    const empty = await describeSchema(database.url);
    const ran = await migrate(database.url);
    const made = await describeSchema(database.url);

    await undo(database.url, ran.length);
    expect(await describeSchema(database.url)).toEqual(empty);

    expect(await migrate(database.url)).toEqual(ran);
    expect(await describeSchema(database.url)).toEqual(made);
  });

  describe('and the entities', () => {
    let app: TestApp;

    beforeAll(async () => {
      app = await startApp();
    });

    afterAll(async () => {
      await app.close();
    });

    it('differ in nothing that TypeORM sees', async () => {
      const { upQueries } = await app.dataSource.driver.createSchemaBuilder().log();

      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });

    it('make the same tables, columns, constraints and indexes from nothing', async () => {
      const entities = app.dataSource.entityMetadatas.map(({ target }) => target as Entity);
      const made = new DataSource(dataSourceOptions(database.url, { entities, poolSize: 1 }));
      await made.initialize();
      try {
        await made.query(
          'CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gin; CREATE SEQUENCE audit_arrivals',
        );
        await made.synchronize();
      } finally {
        await made.destroy();
      }
      const migrated = await describeSchema(app.databaseUrl);

      expect(migrated).toEqual(expect.arrayContaining(BY_MIGRATION_ALONE));
      expect(await describeSchema(database.url)).toEqual(
        migrated.filter((fact) => !BY_MIGRATION_ALONE.includes(fact)),
      );
    });
  });
});

async function undo(url: string, migrations: number): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(url, { poolSize: 1 }));
  await dataSource.initialize();
  try {
    for (let undone = 0; undone < migrations; undone += 1)
      await dataSource.undoLastMigration({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}
