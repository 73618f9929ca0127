import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { breaksOfFormerRelease } from '../../support/expand-then-contract';

const ROOT = join(__dirname, '..', '..', '..');
/** Nobody ran a program that these would have broken: there was no release. */
const BEFORE_THE_FIRST_RELEASE = ['IdpTrustVersions1764210200000', 'SpKeyRotation1764240000000'];

interface Migration extends MigrationInterface {
  /** The release that was the first not to use any more what is taken away here. */
  readonly unusedSince?: string;
}

async function readMigrations(): Promise<[string, Migration][]> {
  const files = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(join(ROOT, 'migrations', file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module)
      .filter((entry): entry is [string, new () => Migration] => typeof entry[1] === 'function')
      .map(([name, Made]) => [name, new Made()] as [string, Migration]),
  );
}

async function statementsOf(migration: Migration): Promise<string[]> {
  const statements: string[] = [];
  const query = (statement: string): Promise<unknown[]> => {
    statements.push(statement);
    return Promise.resolve([]);
  };
  await migration.up({ query } as unknown as QueryRunner);
  return statements;
}

function isReleased(version: string): boolean {
  const log = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  return new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}\\]? - \\d{4}-`, 'm').test(log);
}

describe('a migration', () => {
  it('takes nothing away, nor demands anything, that the former release does not know of', async () => {
    const broken: string[] = [];
    for (const [name, migration] of await readMigrations()) {
      if (BEFORE_THE_FIRST_RELEASE.includes(name)) continue;
      if (migration.unusedSince !== undefined && isReleased(migration.unusedSince)) continue;
      const breaks = breaksOfFormerRelease(await statementsOf(migration));
      broken.push(...breaks.map((clause) => `${name}: ${clause}`));
    }
    expect(broken).toEqual([]);
  });

  it('of before the first release is excused only where it needs it', async () => {
    const excused = (await readMigrations()).filter(([name]) => BEFORE_THE_FIRST_RELEASE.includes(name));
    const needed = await Promise.all(
      excused.map(async ([, one]) => breaksOfFormerRelease(await statementsOf(one))),
    );
    expect(needed.map((breaks) => breaks.length > 0)).toEqual(BEFORE_THE_FIRST_RELEASE.map(() => true));
  });
});

describe('what breaks the former release', () => {
  it.each([
    ['ALTER TABLE users DROP name'],
    ['ALTER TABLE users ADD email text, DROP COLUMN name'],
    ['ALTER TABLE users DROP CONSTRAINT uq_users_name'],
    ['ALTER TABLE users RENAME name TO display_name'],
    ['ALTER TABLE users RENAME TO people'],
    ['ALTER TABLE users ALTER name SET NOT NULL'],
    ['ALTER TABLE users ALTER COLUMN age TYPE bigint'],
    ['ALTER TABLE users ALTER age DROP DEFAULT'],
    ['ALTER TABLE users ADD email text NOT NULL'],
    [`ALTER TABLE users ADD COLUMN kind text NOT NULL CHECK (kind IN ('a', 'default'))`],
    ['DROP TABLE users'],
    ['alter table users drop column name'],
  ])('is found: %s', (statement) => {
    expect(breaksOfFormerRelease([statement])).toHaveLength(1);
  });

  it.each([
    ['ALTER TABLE users ADD email text'],
    ['ALTER TABLE users ADD age integer NOT NULL DEFAULT 0, ADD kind text'],
    ['ALTER TABLE users ALTER name DROP NOT NULL'],
    ['ALTER TABLE users SET (fillfactor = 90)'],
    ['CREATE TABLE things (id uuid NOT NULL)'],
    ['DROP INDEX ix_users_name'],
    ['CREATE INDEX ix_users_name ON users (name)'],
  ])('is not: %s', (statement) => {
    expect(breaksOfFormerRelease([statement])).toEqual([]);
  });

  it('is nothing that happens to a table that is made in the same migration', () => {
    const statements = ['CREATE TABLE things (id uuid)', 'ALTER TABLE things ALTER id SET NOT NULL'];
    expect(breaksOfFormerRelease(statements)).toEqual([]);
  });
});
