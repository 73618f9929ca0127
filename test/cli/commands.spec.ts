import { parse as parseCsv } from 'csv-parse/sync';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { readable } from '../../src/cli/output/cells';
import { createTenant, createToken, createUser, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type CliEnd, runRamSso } from '../support/cli-process';
import { makeSwitchedOff, startTrial } from '../support/sso-trial';
import { TestIdp } from '../support/idp/test-idp';

// A process takes its time where several tests share the machine.
jest.setTimeout(60_000);

/** The command line as a process of its own, against a service. */
describe('ram-sso', () => {
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

  const cli = (
    args: readonly string[],
    { token = app.settings.adminToken, input = '' } = {},
  ): Promise<CliEnd> =>
    runRamSso(args, { env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: token }, input, cwd: directory });

  /** What a command answers as JSON; fails where it does not end well. */
  async function json(...args: string[]): Promise<unknown> {
    const end = await cli([...args, '--output', 'json']);
    if (end.code !== 0) throw new Error(`${args.join(' ')}: ${end.code} ${end.stderr}`);
    return JSON.parse(end.stdout);
  }

  const get = async (path: string) => (await app.request('GET', path)).body;

  describe('tenants', () => {
    it('are made, shown, changed and deleted', async () => {
      const alias = randomAlias();
      const made = await json(
        ...['tenants', 'create', alias, '--display-name', '阿克梅', '--sso', 'off'],
        ...['--network-mask', '10.0.0.0/8, ::1/128', '--set', 'saml.forceAuthn=true'],
      );
      expect(made).toMatchObject({
        alias,
        displayName: '阿克梅',
        ssoEnabled: false,
        loginNetworkMasks: ['10.0.0.0/8', '::1/128'],
        saml: { forceAuthn: true },
      });
      expect(await json('tenants', 'get', alias)).toEqual(made);
      expect(await json('tenants', 'update', alias, '--display-name', '', '--sso', 'on')).toMatchObject({
        displayName: null,
        ssoEnabled: true,
        loginNetworkMasks: ['10.0.0.0/8', '::1/128'],
      });
      expect((await cli(['tenants', 'delete', alias])).code).toBe(2);
      expect((await cli(['tenants', 'delete', alias, '--yes'])).code).toBe(0);
      expect((await app.request('GET', `/api/v1/tenants/${alias}`)).status).toBe(404);
    });

    it('are listed in every form', async () => {
      const { alias } = await createTenant(app);
      const [table, csv, yaml] = await Promise.all(
        ['table', 'csv', 'yaml'].map(
          async (format) => (await cli(['tenants', 'list', '--output', format])).stdout,
        ),
      );
      expect(table).toContain(alias);
      expect(parseCsv<{ alias: string }>(csv ?? '', { columns: true }).map((one) => one.alias)).toContain(
        alias,
      );
      expect((parseYaml(yaml ?? '') as { alias: string }[]).map((one) => one.alias)).toContain(alias);
      expect(await json('tenants', 'list', '--limit', '1')).toHaveLength(1);
    });
  });

  it('ends as its documentation says, and says why: code, fields, request id', async () => {
    const { alias } = await createTenant(app);
    const viewer = await createToken(app, 'viewer', alias);
    const ends = await Promise.all([
      cli(['tenants', 'get', 'nobody']),
      cli(['tenants', 'get', alias], { token: 'wrong-token-altogether' }),
      cli(['users', 'create', 'alice', '-t', alias], { token: viewer }),
      cli(['tenants', 'create', alias]),
      cli(['tenants', 'create', 'A']),
      cli(['users', 'list']),
      runRamSso(['tenants', 'list'], { env: { RAM_SSO_URL: 'http://127.0.0.1:1', RAM_SSO_TOKEN: 'x' } }),
    ]);
    expect(ends.map(({ code }) => code)).toEqual([3, 4, 4, 5, 7, 2, 6]);
    expect(ends.map(({ stdout }) => stdout).join('')).toBe('');
    expect(ends[0].stderr).toMatch(/tenant\.not_found[\s\S]*request id [0-9a-f-]{36}/);
    expect(ends[4].stderr).toMatch(/request\.invalid[\s\S]*\n {2}alias /);
    expect(ends.map(({ stderr }) => stderr).join('')).not.toContain('    at ');
  });

  it('trusts an IdP, tells what would change, and gives the metadata back byte for byte', async () => {
    const { alias } = await createTenant(app);
    const [idp, next] = await Promise.all([TestIdp.create(), TestIdp.create()]);
    const file = join(directory, 'idp.xml');
    // With a byte order mark and the line ends of Windows, as AD FS writes it.
    const document = Buffer.from(`\ufeff${idp.metadata()}\r\n`);
    writeFileSync(file, document);
    const of = ['--tenant', alias];
    expect(await json('idp', 'set', file, ...of)).toMatchObject({ entityId: idp.entityId, source: 'upload' });
    expect(Buffer.from((await app.request('GET', `/api/v1/tenants/${alias}/idp/metadata`)).bytes)).toEqual(
      document,
    );
    const preview = await cli(['idp', 'set', '-', '--dry-run', ...of], { input: next.metadata() });
    expect(preview.stdout).toContain(`- entityID: ${idp.entityId}\n+ entityID: ${next.entityId}\n`);
    expect(await json('idp', 'get', ...of)).toMatchObject({ entityId: idp.entityId });
    expect((await cli(['idp', 'health', ...of])).stdout).toContain(idp.entityId);
    expect(await json('idp', 'test', ...of)).toMatchObject({ url: expect.stringContaining(alias) as string });
    await cli(['idp', 'set', '-', ...of], { input: next.metadata() });
    expect(await json('idp', 'versions', ...of)).toMatchObject([{ number: 2 }, { number: 1 }]);
    expect((await cli(['idp', 'metadata', '2', ...of])).stdout).toBe(next.metadata());
    await json('idp', 'restore', '1', '--yes', ...of);
    expect(await get(`/api/v1/tenants/${alias}/idp`)).toMatchObject({ entityId: idp.entityId });
    expect((await cli(['idp', 'delete', '--yes', ...of])).code).toBe(0);
    expect((await cli(['idp', 'get', ...of])).code).toBe(3);
    expect((await cli(['idp', 'health', ...of])).code).toBe(1);
  });

  it('makes, finds, renames, disables and deletes users', async () => {
    const { alias } = await createTenant(app);
    const of = ['--tenant', alias];
    await json(
      'users',
      'create',
      'alice',
      '--email',
      'alice@acme.example',
      '--console-role',
      'viewer',
      ...of,
    );
    await createUser(app, alias, { userName: 'bob' });
    expect(await json('users', 'list', '--query', 'ali', ...of)).toMatchObject([{ userName: 'alice' }]);
    expect(
      await json('users', 'update', 'ALICE', '--rename', 'alice.ngo', '--email', '', ...of),
    ).toMatchObject({
      userName: 'alice.ngo',
      email: null,
      consoleRole: 'viewer',
    });
    expect(await json('users', 'disable', 'bob', ...of)).toMatchObject({ status: 'disabled' });
    expect(await json('users', 'enable', 'bob', ...of)).toMatchObject({ status: 'active' });
    expect((await cli(['users', 'update', 'bob', ...of])).code).toBe(2);
    expect((await cli(['users', 'delete', 'bob', '--yes', ...of])).code).toBe(0);
    expect(await get(`/api/v1/tenants/${alias}/users`)).toMatchObject({ items: [{ userName: 'alice.ngo' }] });
    expect(await json('sessions', 'list', ...of)).toEqual([]);
    expect((await cli(['sessions', 'end', 'alice.ngo', ...of])).code).toBe(0);
  });

  it('makes tokens whose secret is the answer alone, where that is asked', async () => {
    const { alias } = await createTenant(app);
    const of = ['--tenant', alias];
    const { stdout, stderr } = await cli([
      'tokens',
      'create',
      'ci',
      '--expires',
      '1d',
      '--secret-only',
      ...of,
    ]);
    const end = await cli(['tenants', 'get', alias], { token: stdout.trim() });
    expect(end.code).toBe(0);
    expect(stderr).not.toContain(stdout.trim());
    const listed = (await json('tokens', 'list')) as { id: string; tenant: string; role: string }[];
    const made = listed.find((one) => one.tenant === alias);
    expect(made).toMatchObject({ role: 'viewer', name: 'ci' });
    expect(made).not.toHaveProperty('secret');
    expect((await cli(['tokens', 'delete', made?.id ?? '', '--yes'])).code).toBe(0);
    expect((await cli(['tenants', 'get', alias], { token: stdout.trim() })).code).toBe(4);
  });

  it('rotates a key step by step, and not before the IdP is said to know it', async () => {
    const { alias } = await createTenant(app);
    const of = ['--tenant', alias];
    expect((await cli(['keys', 'rotate', '--promote', ...of])).code).toBe(2);
    const next = (await json('keys', 'rotate', ...of)) as { id: string; status: string };
    expect(next.status).toBe('next');
    expect(await json('keys', 'rotate', ...of)).toMatchObject({ id: next.id, status: 'next' });
    expect(await json('keys', 'rotate', '--promote', ...of)).toMatchObject({
      id: next.id,
      status: 'current',
    });
    expect((await cli(['keys', 'rotate', '--algorithm', 'ec-p384', ...of])).code).toBe(2);
    const ec = await json('keys', 'rotate', '--algorithm', 'ec-p256', ...of);
    expect(ec).toMatchObject({ status: 'next', algorithm: 'ec-p256' });
    expect((await cli(['keys', 'rotate', '--algorithm', 'rsa-2048', '--promote', ...of])).code).toBe(2);
    expect(await json('keys', 'rotate', '--algorithm', 'ec-p256', '--promote', ...of)).toMatchObject({
      algorithm: 'ec-p256',
      status: 'current',
    });
    expect(await json('keys', 'create', 'signing', '--algorithm', 'rsa-2048', ...of)).toMatchObject({
      algorithm: 'rsa-2048',
    });
    const all = (await json('keys', 'list', ...of)) as { id: string; status: string }[];
    const previous = all.find(({ status }) => status === 'previous');
    expect((await cli(['keys', 'delete', previous?.id ?? '', '--yes', ...of])).code).toBe(0);
  });

  it('writes what the IdP must know of us', async () => {
    const { alias, sp } = await createTenant(app);
    const metadata = await cli(['sp', 'metadata', '-t', alias]);
    expect(metadata.stdout).toBe((await app.request('GET', `/saml/${alias}/metadata`)).text);
    expect((await cli(['sp', 'setup', 'keycloak', '-t', alias])).stdout).toContain(sp.entityId);
    expect((await cli(['sp', 'setup', 'nothing', '-t', alias])).code).toBe(2);
  });

  it('tells webhooks of a tenant from those of the platform', async () => {
    const { alias } = await createTenant(app);
    const hook = 'https://hooks.example/a';
    const made = (await json(
      ...['webhooks', 'create', '--url', hook, '--event', 'idp.updated', '-t', alias],
    )) as {
      id: string;
      secret: string;
    };
    expect(made).toMatchObject({ url: hook, eventTypes: ['idp.updated'] });
    expect(await json('webhooks', 'list', '-t', alias)).toMatchObject([{ id: made.id }]);
    expect((await cli(['webhooks', 'get', made.id])).code).toBe(3);
    expect(
      await json('webhooks', 'update', made.id, '--event', 'all', '--enabled', 'off', '-t', alias),
    ).toMatchObject({ eventTypes: null, enabled: false });
    const rotated = await json('webhooks', 'rotate-secret', made.id, '-t', alias);
    expect(rotated).not.toMatchObject({ secret: made.secret });
    expect((await cli(['webhooks', 'delete', made.id, '-t', alias, '--yes'])).code).toBe(0);
  });

  it('says what speaks against switching single sign-on on, and switches it', async () => {
    const { alias } = await createTenant(app, { ssoEnabled: false });
    const check = await cli(['sso', 'check', '-t', alias, '--output', 'json']);
    expect(check.code).toBe(1);
    expect(JSON.parse(check.stdout)).toMatchObject({ ssoEnabled: false, trust: null });
    expect(await json('sso', 'on', '-t', alias)).toMatchObject({ ssoEnabled: true });
    expect(await json('sso', 'off', '-t', alias)).toMatchObject({ ssoEnabled: false });
  });

  it('shows a trial, and until when, wherever it shows single sign-on', async () => {
    const scene = await makeSwitchedOff(app);
    const { alias } = scene.tenant;
    await startTrial(scene);
    const { ssoTrialEndsAt } = (await json('tenants', 'get', alias)) as { ssoTrialEndsAt: string };
    for (const command of [
      ['tenants', 'list'],
      ['tenants', 'get', alias],
      ['sso', 'check', '-t', alias],
    ])
      expect([command, (await cli(command)).stdout]).toEqual([
        command,
        expect.stringContaining(readable(ssoTrialEndsAt)),
      ]);
  });

  it('finds events, of a tenant and by a request id in all', async () => {
    const { alias } = await createTenant(app);
    const events = (await json('audit', 'list', '-t', alias, '--type', 'tenant.created')) as {
      requestId: string;
    }[];
    expect(events).toMatchObject([{ type: 'tenant.created', outcome: 'success' }]);
    expect(await json('audit', 'list', '-t', alias, '--to', '2000-01-01')).toEqual([]);
    expect((await cli(['audit', 'list', '-t', alias, '--from', 'yesterday'])).code).toBe(2);
    expect(await json('audit', 'find', events[0]?.requestId ?? '')).toMatchObject([{ tenant: alias }]);
  });

  it("finds who deleted a tenant, and that tenant's events", async () => {
    const { alias, id: tenantId } = await createTenant(app);
    await app.request('DELETE', `/api/v1/tenants/${alias}`);
    const [deleted] = (await json(
      'audit',
      '--platform',
      '--type',
      'tenant.deleted',
      '--limit',
      '1',
    )) as object[];
    expect(deleted).toMatchObject({
      type: 'tenant.deleted',
      actor: 'platform',
      details: { alias, tenantId },
    });
    const own = await json('audit', 'list', '--tenant-id', tenantId);
    expect(own).toMatchObject([{ type: 'tenant.deleted' }, { type: 'tenant.created' }]);
    for (const two of [
      ['--platform', '--tenant-id', tenantId],
      ['--platform', '-t', alias],
      ['--tenant-id', tenantId, '-t', alias],
    ])
      expect((await cli(['audit', 'list', ...two])).code).toBe(2);
  });
});
