import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { AppModule } from '../../src/app.module';
import { createApp } from '../../src/create-app';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres';
import { migrate } from '../../src/database/migrate';
import { startApp, type TestApp } from '../support/app';
import { testSettings } from '../support/test-app';
import { TestClock } from '../support/test-clock';

describe('health', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is alive and ready', async () => {
    expect((await app.request('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await app.request('GET', '/readyz')).body).toEqual({ status: 'ok' });
  });

  it('counts requests by route and status, never by a path as it came', async () => {
    await app.request('GET', '/healthz');
    await app.request('GET', '/api/v1/tenants/made-up-name');
    await app.request('GET', '/made-up-path');
    const { text, headers } = await app.request('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(
      /ram_sso_http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} \d/,
    );
    expect(text).toMatch(/route="\/api\/v1\/tenants\/:alias",status="404"/);
    expect(text).toMatch(/route="unmatched",status="404"/);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('made-up');
  });

  it('is not ready on a database that lacks migrations', async () => {
    const other = await startApp();
    const client = new Client({ connectionString: other.databaseUrl });
    await client.connect();
    await client.query('DELETE FROM migrations');
    await client.end();
    const response = await other.request('GET', '/readyz');
    expect([response.status, response.headers['retry-after']]).toEqual([503, '5']);
    await other.close();
  });

  it.each([
    [70, 503],
    [-70, 503],
    [50, 200],
  ])('looks how far its clock is from that of the database: %i s', async (seconds, status) => {
    app.clock.advance(seconds);
    expect((await app.request('GET', '/readyz')).status).toBe(status);
    app.clock.reset();
  });

  it('is not ready on a database that takes no writes', async () => {
    const client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    const readyWhile = async (readOnly: 'on' | 'off'): Promise<number> => {
      await client.query('BEGIN; SET TRANSACTION READ WRITE');
      await client.query(
        `ALTER DATABASE ${client.database ?? ''} SET default_transaction_read_only = ${readOnly}`,
      );
      await client.query('COMMIT');
      // It is for connections that begin.
      await client.query(
        'SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      return (await app.request('GET', '/readyz')).status;
    };
    expect([await readyWhile('on'), await readyWhile('off')]).toEqual([503, 200]);
    await client.end();
  });
});

describe('a database that goes away', () => {
  it('makes answers 503 and not 500, and is used again when it is back', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ram-sso-down-'));
    const settings = testSettings();
    let postgres = await EmbeddedPostgres.start({ directory, settings: { fsync: 'off' } });
    await migrate(postgres.url());
    const app = await createApp(
      AppModule.of({ settings, clock: new TestClock(), databaseUrl: postgres.url() }),
      settings,
    );
    const status = async (url: string): Promise<number> =>
      (await app.inject({ url, headers: { authorization: `Bearer ${settings.adminToken}` } })).statusCode;
    expect([await status('/readyz'), await status('/api/v1/tenants')]).toEqual([200, 200]);
    await postgres.stop();
    expect([await status('/healthz'), await status('/readyz'), await status('/api/v1/tenants')]).toEqual([
      200, 503, 503,
    ]);
    postgres = await EmbeddedPostgres.start({ directory, settings: { fsync: 'off' } });
    expect([await status('/readyz'), await status('/api/v1/tenants')]).toEqual([200, 200]);
    await app.close();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);
});
