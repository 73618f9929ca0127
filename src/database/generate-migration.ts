import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { EmbeddedPostgres } from './embedded-postgres';
import { migrate } from './migrate';
import { writeMigration } from './write-migration';

/** Read from the built files, so that this room imports no other. */
const ENTITIES = join(__dirname, '..', '*', '*.entity.{js,ts}');

const USAGE = `Usage: npm run migration:generate -- <name>     writes migrations/<time>-<name>.ts
       npm run migration:generate -- --check    fails where the entities differ from the migrations
`;

/** Compares the entities with a fresh database that the migrations have made, and that is thrown away afterwards. */
async function main([word]: readonly string[]): Promise<number> {
  const isCheck = word === '--check';
  if (!word || !(isCheck || /^[a-z][a-z0-9-]*$/.test(word))) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { up, down } = await withDatabase(difference);
  if (up.length === 0) {
    process.stdout.write('The entities and the migrations do not differ.\n');
    return 0;
  }
  if (isCheck) {
    process.stderr.write(`The entities differ from the migrations:\n${up.join(';\n')};\n`);
    return 1;
  }
  const time = Date.now();
  const file = resolve('migrations', `${time}-${word}.ts`);
  writeFileSync(file, writeMigration(word, time, up, down), { flag: 'wx' });
  process.stdout.write(`Wrote ${file}: read it, say in it why, and run "npm run format".\n`);
  return 0;
}

interface Difference {
  readonly up: string[];
  readonly down: string[];
}

async function difference(url: string): Promise<Difference> {
  await migrate(url);
  const dataSource = new DataSource({
    ...dataSourceOptions(url, { statementTimeoutMs: 0 }),
    entities: [ENTITIES],
  });
  await dataSource.initialize();
  try {
    const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
    return { up: upQueries.map(({ query }) => query), down: downQueries.map(({ query }) => query).reverse() };
  } finally {
    await dataSource.destroy();
  }
}

async function withDatabase(work: (url: string) => Promise<Difference>): Promise<Difference> {
  const directory = mkdtempSync(join(tmpdir(), 'ram-sso-migration-'));
  const postgres = await EmbeddedPostgres.start({ directory, settings: { fsync: 'off' } });
  try {
    return await work(postgres.url());
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
