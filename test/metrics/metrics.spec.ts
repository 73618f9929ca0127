import { randomUUID } from 'node:crypto';
import { Sweeper } from '../../src/database/sweeper';
import { KeptOutlook } from '../../src/metrics/kept-outlook';
import { startApp, type TestApp } from '../support/app';
import { documentedMetrics } from '../support/documented-metrics';
import { readExposition, type ReadMetric, valueOf } from '../support/exposition';
import { makeKeyPair } from '../support/idp/key-pair';
import { type LoginScene, makeScene, postResponse, signIn } from '../support/login-scene';

const scrape = async (app: TestApp): Promise<Map<string, ReadMetric>> => {
  const { text, headers } = await app.request('GET', '/metrics');
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  return readExposition(text);
};

const inDays = (app: TestApp, days: number): Date =>
  new Date(Math.floor(app.clock.now().getTime() / 1000) * 1000 + days * 86_400_000);

describe('a process that keeps one tenant in memory', () => {
  it('reads each that signs in anew, and lets the one before go', async () => {
    const app = await startApp({ tenantsInMemory: 1 });
    app.clock.set(new Date());
    const [one, other] = [await makeScene(app), await makeScene(app)];
    for (const scene of [one, other, one, one]) expect((await signIn(scene)).status).toBe(303);
    const metrics = await scrape(app);
    const lookups = (result: string) => valueOf(metrics, 'ram_sso_cache_lookups_total', { result });
    expect([lookups('hit'), lookups('miss'), valueOf(metrics, 'ram_sso_cache_entries')]).toEqual([1, 3, 1]);
    await app.close();
  });
});

describe('/metrics', () => {
  let app: TestApp;
  let scene: LoginScene;
  let metrics: Map<string, ReadMetric>;
  beforeAll(async () => {
    app = await startApp({ tenantLabels: 2 });
    app.clock.set(new Date());
    scene = await makeScene(app);
    await signIn(scene);
    await signIn(scene, (plan) => {
      plan.nameId = `nobody@${scene.tenant.defaultDomain}`;
    });
    await postResponse(scene, 'bm8geG1s');
    await app.request('GET', '/made-up-path');
    await app.nest.get(Sweeper).sweepAll();
    metrics = await scrape(app);
  });
  afterAll(() => app.close());

  it('is what docs/monitoring.md says, neither more nor less', () => {
    const own = [...metrics.values()].filter(({ name }) => name.startsWith('ram_sso_'));
    const told = own.map(({ name, type }) => ({ name, type })).sort(byName);
    expect(told).toEqual(
      documentedMetrics()
        .map(({ name, type }) => ({ name, type }))
        .sort(byName),
    );
  });

  it.each(documentedMetrics())('has the labels of $name that are documented', ({ name, labels }) => {
    const seen = metrics
      .get(name)
      ?.samples.map((sample) => Object.keys(sample.labels).filter((l) => l !== 'le'));
    expect(seen?.filter((one) => JSON.stringify(one.sort()) !== JSON.stringify([...labels].sort()))).toEqual(
      [],
    );
  });

  it('names what grows by _total and what has a unit by it', () => {
    const own = [...metrics.values()].filter(({ name }) => name.startsWith('ram_sso_'));
    const wrong = own.filter(
      ({ name, type }) =>
        (type === 'counter') !== name.endsWith('_total') ||
        (type === 'histogram') !== name.endsWith('_duration_seconds') ||
        /_(ms|milliseconds|minutes|days)$/.test(name),
    );
    expect(wrong).toEqual([]);
  });

  it('counts logins by outcome and code, and has each code from the start', () => {
    const counted = (outcome: string, code: string) =>
      valueOf(metrics, 'ram_sso_logins_total', { outcome, code });
    expect(counted('success', '')).toBe(1);
    expect(counted('refused', 'user.not_found')).toBe(1);
    expect(counted('refused', 'saml.malformed')).toBe(1);
    expect(counted('refused', 'saml.replayed')).toBe(0);
    expect(counted('failed', 'unavailable')).toBe(0);
  });

  it('measures each step that a login came to', () => {
    const count = (step: string) => valueOf(metrics, 'ram_sso_login_step_duration_seconds_count', { step });
    expect([count('parse'), count('verify'), count('commit')]).toEqual([3, 2, 2]);
  });

  it('counts the events of the audit trail, of a sign-in too', () => {
    const counted = (type: string, outcome: string) =>
      valueOf(metrics, 'ram_sso_audit_events_total', { type, outcome });
    expect([
      counted('login', 'success'),
      counted('login', 'refused'),
      counted('tenant.created', 'success'),
    ]).toEqual([1, 2, 1]);
  });

  it('tells of caches, pools and sweeps', () => {
    const lookups = (result: string) => valueOf(metrics, 'ram_sso_cache_lookups_total', { result });
    expect([lookups('hit'), lookups('miss'), valueOf(metrics, 'ram_sso_cache_entries')]).toEqual([2, 1, 1]);
    const pools = metrics.get('ram_sso_database_connections_limit')?.samples;
    expect(pools?.map(({ labels, value }) => [labels.pool, value])).toEqual([
      ['shared', 20],
      ['sign_in', 12],
    ]);
    expect(
      valueOf(metrics, 'ram_sso_database_connections', { pool: 'sign_in', state: 'idle' }),
    ).toBeGreaterThan(0);
    const at = valueOf(metrics, 'ram_sso_sweep_last_success_timestamp_seconds', { sweep: 'sessions' });
    expect(at).toBe(app.clock.now().getTime() / 1000);
    expect(valueOf(metrics, 'ram_sso_sweep_failures_total', { sweep: 'sessions' })).toBe(0);
  });

  it('counts requests by route and status, never by a path or a method as it came', async () => {
    await app.request('GET', `/api/v1/tenants/${scene.tenant.alias}`);
    await app.request('PROPFIND', '/made-up-path');
    const { text } = await app.request('GET', '/metrics');
    const count = (labels: Record<string, string>) =>
      valueOf(readExposition(text), 'ram_sso_http_request_duration_seconds_count', labels);
    expect(count({ route: '/api/v1/tenants/:alias', method: 'GET', status: '200' })).toBe(1);
    expect(count({ route: 'unmatched', method: 'GET', status: '404' })).toBe(1);
    expect(text).not.toMatch(/made-up|PROPFIND/);
  });

  it('tells of no tenant, user or address but by the setting', async () => {
    const other = await startApp();
    const quiet = await makeScene(other, {
      keys: await makeKeyPair({ kind: 'ec', notAfter: inDays(other, 10) }),
    });
    await signIn(quiet);
    const { text } = await other.request('GET', '/metrics');
    for (const secret of [quiet.tenant.alias, quiet.tenant.id, 'alice', quiet.idp.entityId, '127.0.0.1'])
      expect(text).not.toContain(secret);
    expect(readExposition(text).get('ram_sso_tenant_expiry_timestamp_seconds')?.samples).toEqual([]);
    await other.close();
  });

  it('goes on where the database does not answer, without what is read there', async () => {
    const other = await startApp();
    await other.dataSource.query(`ALTER TABLE idp_trusts RENAME TO gone_${randomUUID().slice(0, 8)}`);
    const found = await scrape(other);
    expect(found.get('ram_sso_expiring')?.samples).toEqual([]);
    expect(valueOf(found, 'ram_sso_workers')).toBe(1);
    await other.close();
  });
});

describe('what the database knows', () => {
  let app: TestApp;
  const aliases: string[] = [];
  const ends: Date[] = [];

  /** However long the database takes on this machine: who asks for metrics waits for it half a second at most. */
  async function scrapeOnceRead(): Promise<Map<string, ReadMetric>> {
    const kept = app.nest.get(KeptOutlook, { strict: false });
    const since = app.clock.now().getTime() - 30_000;
    while (Number((await kept.find())?.readAt ?? 0) < since);
    return scrape(app);
  }

  beforeAll(async () => {
    app = await startApp({ tenantLabels: 2 });
    app.clock.set(new Date());
    for (const days of [60, 20, 5, 200]) {
      ends.push(inDays(app, days));
      const keys = await makeKeyPair({ kind: 'ec', notAfter: ends.at(-1) });
      aliases.push((await makeScene(app, { keys })).tenant.alias);
    }
  });
  afterAll(() => app.close());

  it('is what ends, by kind, and of as many tenants as may be named the soonest', async () => {
    const metrics = await scrapeOnceRead();
    const counted = (kind: string, within_days: string) =>
      valueOf(metrics, 'ram_sso_expiring', { kind, within_days });
    expect([
      counted('idp_certificate', '7'),
      counted('idp_certificate', '30'),
      counted('sp_key', '30'),
    ]).toEqual([1, 2, 0]);
    const at = (index: number): number => Number(ends[index]) / 1000;
    expect(metrics.get('ram_sso_soonest_expiry_timestamp_seconds')?.samples).toMatchObject([
      { labels: { kind: 'idp_certificate' }, value: at(2) },
    ]);
    const named = metrics.get('ram_sso_tenant_expiry_timestamp_seconds')?.samples ?? [];
    expect(new Map(named.map(({ labels, value }) => [labels.tenant, value]))).toEqual(
      new Map([
        [aliases[2], at(2)],
        [aliases[1], at(1)],
      ]),
    );
  });

  it('is what fails to be refreshed, read anew once half a minute has passed', async () => {
    const failing = async () => valueOf(await scrapeOnceRead(), 'ram_sso_metadata_refresh_failing');
    expect(await failing()).toBe(0);
    await app.dataSource.query('UPDATE idp_trusts SET refresh_failed_since = now()');
    expect(await failing()).toBe(0);
    app.clock.advance(31);
    expect(await failing()).toBe(4);
  });
});

function byName({ name: one }: { name: string }, { name: other }: { name: string }): number {
  return one < other ? -1 : 1;
}
