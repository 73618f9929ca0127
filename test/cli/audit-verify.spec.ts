import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../src/console/texts/en/en';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';
import { type CliEnd, runRamSso } from '../support/cli-process';

// A process takes its time where several tests share the machine.
jest.setTimeout(60_000);

describe('ram-sso audit verify', () => {
  let app: TestApp;
  let url: string;
  const directory = mkdtempSync(join(tmpdir(), 'ram-cli-'));
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await app.close();
  });

  const verify = (...args: string[]): Promise<CliEnd> =>
    runRamSso(['audit', 'verify', ...args], {
      env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken },
      cwd: directory,
    });

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
