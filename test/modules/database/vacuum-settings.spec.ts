import { MakeAuditPartitions } from '../../../src/audit/make-audit-partitions';
import { startApp, type TestApp } from '../../support/app';

/** Real: Postgres and the whole service. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

type Settings = Readonly<Record<string, string>>;

async function settingsOf(table: string): Promise<Settings> {
  const rows: { name: string; value: string }[] = await app.dataSource.query(
    `SELECT option_name AS name, option_value AS value
       FROM pg_class, pg_options_to_table(reloptions) WHERE oid = $1::regclass`,
    [table],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Whose rows come with logins and API calls, and go by a sweep. */
const SWEPT = [
  'authn_requests',
  'consumed_assertions',
  'console_sessions',
  'former_assertions',
  'idempotency_keys',
  'refused_logins',
  'sessions',
  'test_logins',
  'webhook_deliveries',
];

/** Swept too, but of few rows a tenant, whoever signs in. */
const SWEPT_AND_SMALL = [
  'console_trust_drafts',
  'console_user_drafts',
  'expiry_notices',
  'login_counts',
  'platform_login_counts',
  'setup_links',
  'test_reports',
  'unmatched_people',
];

describe('vacuum settings', () => {
  it('clean up early where rows come and go, and never by a lock that logins wait for', async () => {
    for (const table of SWEPT) {
      expect({ table, ...(await settingsOf(table)) }).toMatchObject({
        table,
        autovacuum_vacuum_scale_factor: '0.01',
        autovacuum_vacuum_threshold: '1000',
        vacuum_truncate: 'false',
      });
    }
  });

  it('are thought of for every table that has a time to go by', async () => {
    const rows: { name: string }[] = await app.dataSource.query(
      `SELECT DISTINCT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
         JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
        WHERE relkind = 'r' AND NOT relispartition AND atttypid IN ('timestamptz'::regtype, 'date'::regtype)`,
    );
    const staying = [...CHANGED_IN_TIME, ...KEPT];
    const goneByTime = rows.map(({ name }) => name).filter((name) => !staying.includes(name));
    expect([...SWEPT, ...SWEPT_AND_SMALL]).toEqual(expect.arrayContaining(goneByTime));
  });

  it('leave room on the page where a login changes a row', async () => {
    expect(await settingsOf('authn_requests')).toMatchObject({ fillfactor: '70' });
    expect(await settingsOf('ram_users')).toMatchObject({ fillfactor: '90' });
  });

  it('are the same for the audit partitions that there are and those that are made', async () => {
    const appended = {
      autovacuum_vacuum_insert_scale_factor: '0',
      autovacuum_vacuum_insert_threshold: '100000',
      autovacuum_freeze_min_age: '0',
      autovacuum_analyze_scale_factor: '0.02',
    };
    app.clock.set(new Date('2033-05-15T00:00:00Z'));
    await app.nest.get(MakeAuditPartitions, { strict: false }).run();
    expect(await settingsOf('audit_events_default')).toEqual(appended);
    expect(await settingsOf('audit_events_2033_05')).toEqual(appended);
  });
});

/** Found by a time to do something for them; they stay. */
const CHANGED_IN_TIME = ['idp_trust_certificates', 'idp_trusts', 'sp_keys', 'tenants'];

/** By month, and never deleted. */
const KEPT = ['audit_drops', 'audit_seals'];
