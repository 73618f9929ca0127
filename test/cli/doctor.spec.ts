import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  judgeEndings,
  judgeMasterKey,
  judgeMigrations,
  judgeServer,
  judgeTrust,
  judgeUnusable,
} from '../../src/cli/doctor/judge';
import { judgeClock } from '../../src/cli/doctor/judge-clock';
import { MasterKey } from '../../src/tenants/master-key.service';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type CliEnd, runRamSso } from '../support/cli-process';

jest.setTimeout(60_000);

const NOW = new Date('2026-01-31T10:00:00Z');
const ending = (daysLeft: number) => ({
  kind: 'sp_key' as const,
  daysLeft,
  notAfter: '2026-02-28T00:00:00.000Z',
  subject: 'CN=acme',
});
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const states = (findings: readonly { state: string }[]) => findings.map(({ state }) => state);

describe('ram-sso doctor', () => {
  it.each([
    [0, 0, 'ok'],
    [5, 0, 'ok'],
    [-5, 0, 'ok'],
    [6, 0, 'wrong'],
    [-90, 0, 'wrong'],
    // As it is where the answer alone, or the question alone, took all that time, and where it took more than that can explain.
    [0, 10, 'ok'],
    [-6, 12, 'skipped'],
    [6, 12, 'skipped'],
    [0, 12, 'skipped'],
    [11, 12, 'skipped'],
    [12, 12, 'wrong'],
    [-90, 12, 'wrong'],
  ])('judges a clock that is %d seconds off the middle of a way of %d seconds', (off, trip, state) => {
    const reading = { theirs: at(off), askedAt: at(-trip / 2), answeredAt: at(trip / 2) };
    expect(judgeClock('the database', reading).state).toBe(state);
  });

  it.each([
    [[], [], 'ok'],
    [['Next1'], [], 'wrong'],
    [[], ['Later1'], 'wrong'],
  ])('judges migrations of which %j are missing and %j unknown', (missing, unknown, state) => {
    const finding = judgeMigrations({ missing, unknown });
    expect(finding).toMatchObject({ state });
    for (const name of [...missing, ...unknown]) expect(finding.found).toContain(name);
  });

  it.each([
    [true, 92, ['ok', 'ok']],
    [true, 93, ['ok', 'wrong']],
    [false, 1, ['wrong', 'ok']],
  ])(
    'judges a server that takes writes (%s), with %d of 97 connections taken',
    (takesWrites, used, expected) => {
      const state = {
        clock: { theirs: NOW, askedAt: NOW, answeredAt: NOW },
        takesWrites,
        connections: { used, limit: 97 },
        masterKeyIds: [],
        missing: [],
        unknown: [],
      };
      const findings = judgeServer('db.example:5432/ram', state);
      expect(findings.map(({ subject }) => subject)).toEqual(['database', 'connections']);
      expect(states(findings)).toEqual(expected);
    },
  );

  it.each([
    [['a'], [], 'ok'],
    [['a'], ['a'], 'ok'],
    [['a', 'b'], ['b'], 'ok'],
    [['a'], ['b'], 'wrong'],
    [['a'], ['a', 'b'], 'wrong'],
  ])('judges that the keys %j are held, and %j in force', (held, inForce, state) => {
    const finding = judgeMasterKey(held, inForce);
    expect(finding).toMatchObject({ state });
    for (const id of inForce) expect(finding.found).toContain(id);
  });

  it('judges what ends: within thirty days each, later none', () => {
    expect(states(judgeEndings([ending(31), ending(90)], 'acme'))).toEqual(['ok']);
    expect(states(judgeEndings([ending(0), ending(30), ending(31)], 'acme'))).toEqual(['wrong', 'wrong']);
  });

  it.each([
    ['not_configured', 0, 'ok'],
    ['not_configured', 2, 'skipped'],
    ['sso_disabled', 2, 'ok'],
    ['refresh_failing', 0, 'ok'],
    ['refresh_failing', 2, 'wrong'],
    ['certificates_expired', 1, 'wrong'],
  ] as const)('judges tenants of which %s holds for %d', (reason, count, state) => {
    expect(states(judgeUnusable([{ reason, count, more: false, tenants: ['acme'] }]))).toEqual([state]);
  });

  it('names a few of many tenants whose trust fails', () => {
    const tenants = Array.from({ length: 20 }, (_, index) => `tenant-${index}`);
    const [finding] = judgeUnusable([{ reason: 'not_configured', count: 1000, more: true, tenants }]);
    expect(finding?.found).toContain('1000');
    expect(finding?.found.match(/tenant-\d+/g)).toEqual(tenants.slice(0, 5));
  });

  it.each([
    ['ok', [], 'ok'],
    ['warning', ['endpoint_not_https'], 'ok'],
    ['warning', ['refresh_failing'], 'wrong'],
    ['failing', ['not_configured'], 'wrong'],
  ] as const)("judges a tenant's trust that is %s with %j", (status, codes, state) => {
    const dashboard = { status, warnings: codes.map((code) => ({ code, message: '' })) };
    expect(states(judgeTrust('acme', dashboard))).toEqual([state]);
  });

  describe('as a process', () => {
    let app: TestApp;
    let url: string;
    const directory = mkdtempSync(join(tmpdir(), 'ram-doctor-'));
    beforeAll(async () => {
      app = await startApp();
      url = await app.listen();
    });
    afterAll(async () => {
      rmSync(directory, { recursive: true });
      await app.close();
    });

    const doctor = (env: Record<string, string>, ...args: string[]): Promise<CliEnd> =>
      runRamSso(['doctor', ...args], { env, cwd: directory });
    const found = ({ stdout }: CliEnd) =>
      (JSON.parse(stdout) as { subject: string; state: string }[]).map(
        ({ subject, state }) => `${subject}: ${state}`,
      );

    it('finds a service, its database and a tenant without an identity provider', async () => {
      const { alias } = await createTenant(app);
      const token = app.settings.adminToken;
      const env = {
        BASE_URL: url,
        ADMIN_TOKEN: token,
        MASTER_KEY: app.settings.masterKey.toString('base64'),
        DATABASE_URL: app.databaseUrl,
      };
      const end = await doctor(env, '--tenant', alias, '--output', 'json');
      expect(end.code).toBe(1);
      expect(found(end)).toEqual([
        'settings: ok',
        'database: ok',
        'connections: ok',
        'migrations: ok',
        'master key: ok',
        'clock of the database: ok',
        `service at ${url}: ok`,
        `clock of service at ${url}: ok`,
        'keys and certificates: ok',
        `trust of ${alias}: wrong`,
      ]);
    });

    it('finds of all tenants those that have single sign-on and no identity provider', async () => {
      const { alias } = await createTenant(app);
      const off = await createTenant(app, { ssoEnabled: false });
      const env = { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken };
      const end = await doctor(env, '--output', 'json');
      expect([end.code, found(end)]).toEqual([0, expect.arrayContaining(['trust in IdPs: skipped'])]);
      expect(end.stdout).toContain(alias);
      expect(end.stdout).not.toContain(off.alias);
    });

    it('finds that another master key is in force, and shows none', async () => {
      await app.nest.get(MasterKey, { strict: false }).check();
      const key = Buffer.alloc(32, 255).toString('base64');
      const env = { BASE_URL: url, ADMIN_TOKEN: app.settings.adminToken, DATABASE_URL: app.databaseUrl };
      const end = await doctor({ ...env, MASTER_KEY: key }, '--output', 'json');
      expect([end.code, found(end)]).toEqual([1, expect.arrayContaining(['master key: wrong'])]);
      expect(end.stdout).not.toContain(key);
      const rotated = { ...env, MASTER_KEY: key, NEW_MASTER_KEY: app.settings.masterKey.toString('base64') };
      expect(found(await doctor(rotated, '--output', 'json'))).toContain('master key: ok');
    });

    it('works where nothing runs, makes nothing, and says each in words', async () => {
      const end = await doctor({ BASE_URL: 'http://localhost:1' });
      expect(end.code).toBe(1);
      expect(end.stdout).toMatch(
        /✓ ok +settings: [\s\S]*- skipped database: [\s\S]*✗ wrong +service at http/,
      );
      expect(readdirSync(directory)).toEqual([]);
    });

    it('names each wrong setting, and a database that is not there', async () => {
      const wrong = await doctor({ PORT: 'x', LOG_LEVEL: 'y' }, '--output', 'json');
      expect(found(wrong).slice(0, 2)).toEqual(['settings: wrong', 'settings: wrong']);
      const env = { ADMIN_TOKEN: 'a'.repeat(40), MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
      const absent = await doctor(
        { ...env, BASE_URL: url, DATABASE_URL: 'postgres://u:secret-word@localhost:1/db' },
        '--output',
        'json',
      );
      expect(found(absent)).toContain('database: wrong');
      // The token is another one than the service's.
      expect(found(absent)).toContain('API: wrong');
      expect(absent.stdout + absent.stderr).not.toContain('secret-word');
    });
  });
});
