import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres';
import { migrate } from '../../src/database/migrate';
import { SERVER_URL, TEMPLATE } from './postgres';
import { KEY_POOL } from './rsa-key-pool';

declare global {
  var ramSsoTestServer: { readonly postgres: EmbeddedPostgres; readonly directory: string } | undefined;
}

/** One server a run. What it holds is thrown away, so nothing waits for a disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default async function startPostgres(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ram-sso-test-'));
  const postgres = await EmbeddedPostgres.start({ directory, settings: SETTINGS });
  globalThis.ramSsoTestServer = { postgres, directory };
  process.env[SERVER_URL] = postgres.url();
  const keys = join(directory, 'test-keys');
  mkdirSync(keys);
  process.env[KEY_POOL] = keys;
  const client = new Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(postgres.url(TEMPLATE));
  // What TypeORM knows of the tables: where jest runs all in this process, each test file would be given it, and add its own.
  Reflect.deleteProperty(globalThis, 'typeormMetadataArgsStorage');
}
