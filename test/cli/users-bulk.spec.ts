import { parse as parseCsv } from 'csv-parse/sync';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ProgressBar } from '../../src/cli/terminal/progress-bar';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type CliEnd, runRamSso } from '../support/cli-process';
import { TestClock } from '../support/test-clock';

jest.setTimeout(60_000);

describe('ram-sso users by the thousand', () => {
  let app: TestApp;
  let url: string;
  let alias: string;
  const directory = mkdtempSync(join(tmpdir(), 'ram-cli-users-'));
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
  });
  beforeEach(async () => {
    ({ alias } = await createTenant(app));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await app.close();
  });

  const users = (args: readonly string[], input: string | Buffer = '', tenant = alias): Promise<CliEnd> =>
    runRamSso(['users', ...args, '--tenant', tenant], {
      env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken },
      input,
      cwd: directory,
    });
  const names = async (): Promise<string[]> => {
    const { body } = await app.request('GET', `/api/v1/tenants/${alias}/users`);
    return (body as { items: { userName: string }[] }).items.map(({ userName }) => userName);
  };

  it('are taken from NDJSON, each line that is not right named by where it stands in the file', async () => {
    const lines = ['{"userName":"alice"}', '', '{"userName":', '{"userName":"bob","email":"nowhere"}'];
    const input = Buffer.concat([
      Buffer.from(`${lines.join('\r\n')}\n`),
      Buffer.from('{"userName":"\xff"}\n', 'latin1'),
      Buffer.from('{"userName":"carol"}'),
    ]);
    const end = await users(['import', '-', '--format', 'ndjson', '--output', 'json'], input);
    expect(end.code).toBe(1);
    expect(JSON.parse(end.stdout)).toMatchObject([
      { line: 1, userName: 'alice', result: 'created' },
      { line: 3, result: 'refused', code: 'request.invalid', errors: [{ field: 'line' }] },
      { line: 4, userName: 'bob', result: 'refused', errors: [{ field: 'email' }] },
      { line: 5, result: 'refused', errors: [{ field: 'line' }] },
      { line: 6, userName: 'carol', result: 'created' },
    ]);
    expect(end.stderr).toMatch(/line 3.*line.*\n.*line 4 \(bob\).*request\.invalid.*email .*\n.*line 5/);
    expect(end.stderr).toContain('created 2, updated 0, unchanged 0, refused 3');
    // No terminal, no bar.
    expect(end.stderr).not.toContain('\r');
    expect(await names()).toEqual(['alice', 'carol']);
  });

  it('are taken from CSV, looked at first without a trace', async () => {
    const file = join(directory, 'users.csv');
    const many = Array.from({ length: 1500 }, (_, index) => `u${index + 1000},"Name, ${index}"\n`);
    writeFileSync(file, `userName,displayName\n${many.join('')}`);
    const looked = await users(['import', file, '--dry-run']);
    expect([looked.code, looked.stdout]).toEqual([
      0,
      expect.stringMatching(/created +1500\n[\s\S]*refused +0/),
    ]);
    expect(await names()).toEqual([]);
    const done = await users(['import', file, '--output', 'csv']);
    expect(done.code).toBe(0);
    const rows = parseCsv<{ line: string; result: string }>(done.stdout, { columns: true });
    expect(rows.map(({ line, result }) => `${line} ${result}`)).toEqual(
      many.map((_, index) => `${index + 2} created`),
    );
    expect((await users(['import', file])).stdout).toMatch(/unchanged +1500/);
  });

  it('are told as far as they were answered where the connection breaks, with 6', async () => {
    const server = createServer((request, response) => {
      // Not before all was sent: whoever writes to a connection that is gone may never see what was answered.
      request.resume().once('end', () => {
        response.write('{"line":2,"userName":"alice","result":"created"}\n', () => response.destroy());
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const end = await runRamSso(['users', 'import', '-', '--format', 'csv', '-t', alias, '-o', 'csv'], {
      env: { RAM_SSO_URL: `http://127.0.0.1:${port}`, RAM_SSO_TOKEN: 'x'.repeat(40) },
      input: 'userName\nalice\nbob\n',
    });
    server.close();
    expect([end.code, end.stdout]).toEqual([6, 'line,userName,result,code,errors\n2,alice,created,,\n']);
    expect(end.stderr).toContain('created 1, updated 0, unchanged 0, refused 0');
  });

  it("are given back as the import takes them, in a file that is whole and its owner's alone", async () => {
    await users(['import', '-', '--format', 'csv'], 'userName,displayName\nalice,阿丽丝\nbob,\n');
    const file = join(directory, 'out.csv');
    writeFileSync(file, 'of yesterday', { mode: 0o644 });
    expect((await users(['export', '--to', file])).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^userName,.*\nalice,阿丽丝,/);
    const lines = (await users(['export'])).stdout;
    const { alias: copy } = await createTenant(app);
    expect((await users(['import', '-', '--format', 'ndjson'], lines, copy)).stdout).toMatch(/created +2/);
    expect((await users(['import', file], '', copy)).stdout).toMatch(/unchanged +2/);

    const failed = join(directory, 'failed');
    mkdirSync(failed);
    expect((await users(['export', '--to', join(failed, 'x.csv')], '', 'nobody-there')).code).toBe(3);
    expect((await users(['export', '--to', failed])).code).toBe(2);
    expect(readdirSync(failed)).toEqual([]);
  });

  it('ask for the form where nothing says it, and for a file that is there', async () => {
    expect((await users(['import', '-'], '{"userName":"alice"}')).code).toBe(2);
    expect((await users(['import', 'missing.csv'])).code).toBe(2);
    expect(await names()).toEqual([]);
  });

  it('show how far they have come on a terminal, ten times a second at most', () => {
    const clock = new TestClock();
    const terminal = Object.assign(new PassThrough(), { isTTY: true });
    const bar = new ProgressBar(terminal, clock, 200);
    bar.advance(50);
    bar.show('5 lines');
    bar.show('6 lines');
    bar.clear();
    expect(String(terminal.read())).toBe(
      `\r\u001b[K[${'#'.repeat(6)}${'-'.repeat(18)}] 25%  5 lines\r\u001b[K`,
    );
  });
});
