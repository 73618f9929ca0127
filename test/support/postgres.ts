import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** Set by start-postgres.ts for the workers of a run. */
export const SERVER_URL = 'RAM_SSO_TEST_POSTGRES';
export const TEMPLATE = 'ram_sso_template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of the test file's own: migrated, or empty where `template` is `template0`. */
export async function createDatabase(
  template: typeof TEMPLATE | 'template0' = TEMPLATE,
): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  // Postgres's default writes all of it into its log too: twice the work.
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return {
    url: databaseUrl(name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

export function databaseUrl(name: string): string {
  const server = process.env[SERVER_URL];
  if (!server)
    throw new Error(`${SERVER_URL} is not set: the tests' Postgres is started by jest's globalSetup`);
  return server.replace(/\/[^/]*$/, `/${name}`);
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
