import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../src/console/texts/en/en';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';
import { type CliEnd, runRamSso } from '../support/cli-process';

// A process takes its time where several tests share the machine.
jest.setTimeout(60_000);

let app: TestApp;
let url: string;
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ram-cli-'));
  app = await startApp();
  url = await app.listen();
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await app.close();
});

const verify = (...args: string[]): Promise<CliEnd> =>
  runRamSso(['audit', 'verify', ...args], {
    env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken },
    cwd: directory,
  });

describe('ram-sso audit verify', () => {
  it('ends with 0 where a trail is intact, prints its head, and takes it back', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(2);
    await trail.append(1);
    const { head } = await trail.verify();
    const shown = await verify('--tenant', trail.alias);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain(head);
    const json = await verify('--tenant', trail.alias, '--head', head ?? '', '--output', 'json');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      intact: true,
      seals: 1,
      events: 3,
      head,
      tail: { events: 1 },
    });
  });

  it('takes a head as its table shows it, by whatever way it was noted', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(2);
    const { stdout } = await verify('--tenant', trail.alias);
    const [line = '', head = ''] = /^head +(\S+)$/m.exec(stdout) ?? [];
    await trail.sealed(1);
    for (const noted of [line, head, ` ${head}, sealed 2026-11-27 09:31:00Z\n`])
      expect((await verify('--tenant', trail.alias, '--head', noted)).code).toBe(0);
    const other = head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    const differs = await verify('--tenant', trail.alias, '--head', `${other}, sealed 2026-11-27 09:31:00Z`);
    expect([differs.code, differs.stdout]).toEqual([1, expect.stringContaining('head_differs')]);
    for (const noted of ['42', `${head}0`, `${head} or so`])
      expect((await verify('--tenant', trail.alias, '--head', noted)).code).toBe(2);
  });

  it('ends with 1 where it is not, and says what and where', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(2, 3);
    await trail.query(`DELETE FROM audit_events WHERE tenant_id = $1 AND id = $2`, (await trail.ids())[3]);
    const shown = await verify('--tenant', trail.alias);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('events_removed');
    const json = await verify('--tenant', trail.alias, '--output', 'json');
    expect([json.code, (JSON.parse(json.stdout) as { flaws: unknown }).flaws]).toEqual([
      1,
      [expect.objectContaining({ kind: 'events_removed', afterSeal: 1, upToSeal: 2, sealed: 3, found: 2 })],
    ]);
  });

  it('has nothing to say against a platform of whose own nothing has happened yet', async () => {
    const quiet = await startApp();
    try {
      const trail = await AuditTrail.begin(quiet);
      await trail.sealed(1);
      const { code } = await runRamSso(['audit', 'verify'], {
        env: { RAM_SSO_URL: await quiet.listen(), RAM_SSO_TOKEN: quiet.settings.adminToken },
        cwd: directory,
      });
      expect(code).toBe(0);
    } finally {
      await quiet.close();
    }
  });

  it('ends with 1 where nothing is sealed yet, and says so as the console does', async () => {
    const trail = await AuditTrail.begin(app);
    await trail.append(2);
    const shown = await verify('--tenant', trail.alias);
    expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining(en.verification.unsealed)]);
    const json = await verify('--tenant', trail.alias, '--output', 'json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ seals: 0, events: 0, head: null, tail: { events: 3 } });
    await sealAll(app);
    expect((await verify('--tenant', trail.alias)).code).toBe(0);
    // All seals gone, but for the head that somebody noted: it is not for want of a minute.
    const { head } = await trail.verify();
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1');
    const gone = await verify('--tenant', trail.alias, '--head', head ?? '');
    expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('head_differs')]);
  });

  it("verifies the platform's trail, and that of a tenant that was deleted", async () => {
    const trail = await AuditTrail.begin(app);
    await trail.sealed(1);
    await app.request('DELETE', `/api/v1/tenants/${trail.alias}`);
    await app.request('POST', '/api/v1/api-tokens', { body: { name: 'test', role: 'viewer' } });
    await sealAll(app);
    for (const args of [[], ['--tenant-id', trail.tenantId]]) {
      const { code, stdout } = await verify(...args, '--output', 'json');
      const { events } = JSON.parse(stdout) as { events: number };
      expect([code, events > 0]).toEqual([0, true]);
    }
    expect((await verify('--tenant', 'x', '--tenant-id', trail.tenantId)).code).toBe(2);
  });
});

describe('ram-sso audit verify, of all tenants that were deleted', () => {
  interface Found {
    readonly intact: boolean;
    readonly flaws: unknown[];
    readonly deletedTenants: {
      readonly trails: number;
      readonly events: number;
      readonly flawed: object[];
      readonly unsealed: object[];
    };
  }

  async function deleted(): Promise<AuditTrail> {
    const trail = await AuditTrail.begin(app);
    await app.request('DELETE', `/api/v1/tenants/${trail.alias}`);
    return trail;
  }

  async function found(): Promise<readonly [number | null, Found]> {
    const { code, stdout } = await verify('--output', 'json');
    return [code, JSON.parse(stdout) as Found];
  }

  it('counts those that are intact, and names whose is not', async () => {
    await app.request('POST', '/api/v1/api-tokens', { body: { name: 'test', role: 'viewer' } });
    const [one, other] = [await deleted(), await deleted()];
    await AuditTrail.begin(app);
    await sealAll(app);
    const [code, before] = await found();
    expect([code, before.intact, before.deletedTenants.flawed]).toEqual([0, true, []]);
    expect(before.deletedTenants).toMatchObject({ trails: 2, seals: 2, events: 4, unsealed: [] });

    await one.query('DELETE FROM audit_events WHERE tenant_id = $1');
    await other.query(`UPDATE audit_events SET ip = 'x' WHERE tenant_id = $1 AND type = 'tenant.created'`);
    const [failed, after] = await found();
    expect([failed, after.intact, after.flaws]).toEqual([1, false, []]);
    const flawOf = (kind: string): unknown => [expect.objectContaining({ kind })];
    const named = [
      { tenantId: one.tenantId, alias: null, deletedAt: null, flaws: flawOf('events_removed') },
      { tenantId: other.tenantId, alias: other.alias, flaws: flawOf('events_changed') },
    ];
    expect(after.deletedTenants.flawed).toEqual(
      named.map((trail) => expect.objectContaining(trail) as unknown),
    );
    const shown = await verify();
    expect(shown.code).toBe(1);
    for (const text of [one.tenantId, other.tenantId, other.alias, 'events_removed', 'events_changed'])
      expect(shown.stdout).toContain(text);
  });

  it('names those that nothing is sealed of yet, and ends with 1', async () => {
    const fresh = await deleted();
    const [code, { deletedTenants }] = await found();
    const unsealed = { tenantId: fresh.tenantId, alias: fresh.alias, seals: 0 };
    expect([code, deletedTenants.unsealed]).toEqual([1, [expect.objectContaining(unsealed)]]);
    expect((await verify()).stdout).toContain(fresh.tenantId);
  });
});
