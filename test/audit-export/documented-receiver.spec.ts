import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app';
import { allIds, eventsIn, sweep } from '../support/audit-export';
import { AuditTrail } from '../support/audit-trail';
import { freePort } from '../support/service-process';

const ROOT = join(__dirname, '..', '..');
const [, program = ''] =
  /^```js\n([\s\S]*?)^```/m.exec(readFileSync(join(ROOT, 'docs', 'audit-export.md'), 'utf8')) ?? [];
const [SECRET, STRANGER] = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [
  string,
  string,
];

/** Real: the receiver of docs/audit-export.md, word for word, in a process and a folder of its own; the exporter, Postgres, the clock. */
let app: TestApp;
let trail: AuditTrail;
let directory: string;
let port: string;
let receiver: ChildProcess;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ram-receiver-'));
  writeFileSync(join(directory, 'receiver.js'), program);
  port = await freePort();
  await receive();
  app = await startApp({ auditExportUrl: url(), auditExportSecrets: [SECRET] });
  trail = await AuditTrail.begin(app);
});
afterEach(async () => {
  await kill();
  await app.close();
  rmSync(directory, { recursive: true });
});

const url = (): string => `http://127.0.0.1:${port}/`;

async function receive(): Promise<void> {
  const { PATH = '' } = process.env;
  const env = { PATH, PORT: port, AUDIT_EXPORT_SECRET: SECRET, NODE_PATH: join(ROOT, 'node_modules') };
  receiver = spawn(process.execPath, ['receiver.js'], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!receiver.stdout) throw new Error('the receiver says nothing');
  await once(receiver.stdout, 'data');
}

async function kill(): Promise<void> {
  const ended = once(receiver, 'exit');
  receiver.kill('SIGKILL');
  await ended;
}

const files = (): string[] => readdirSync(directory).filter((name) => name.endsWith('.ndjson'));

function stored(): string[] {
  const texts = files().map((name) => readFileSync(join(directory, name), 'utf8'));
  const events = texts.flatMap((text) => eventsIn(text));
  return events.sort((a, b) => a.arrival - b.arrival).map(({ id }) => id);
}

/** As on a new name: all events are sent again. */
const beginAgain = (): Promise<unknown> => app.dataSource.query('DELETE FROM audit_cursors');

it('keeps every event', async () => {
  await trail.append(3);
  await sweep(app);
  await trail.append(2, { details: { text: 'ä\u2028\n\u0085' } });
  await sweep(app);
  expect(stored()).toEqual(await allIds(app));
});

it('keeps it once, however often it is sent, and whatever was killed in between', async () => {
  await trail.append(3);
  await sweep(app);
  await beginAgain();
  await trail.append(1);
  await sweep(app);
  expect(stored()).toEqual(await allIds(app));

  await kill();
  appendFileSync(join(directory, files()[0] ?? ''), '{"arrival":9,"tenan');
  await receive();
  await beginAgain();
  await trail.append(1);
  await sweep(app);
  expect(stored()).toEqual(await allIds(app));
});

it('takes none that is not signed with its secret', async () => {
  const stranger = { auditExportUrl: url(), auditExportSecrets: [STRANGER], auditExportName: 'stranger' };
  const other = await startApp(stranger, app);
  await sweep(other);
  expect(stored()).toEqual([]);
  expect((await fetch(url())).status).toBe(401);
  expect((await fetch(url(), { method: 'POST', body: '{}\n' })).status).toBe(401);
  expect((await fetch(url(), { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413);
  await other.close();
  await sweep(app);
  expect(stored()).toEqual(await allIds(app));
});

it('says that it has them only where it has: else they come again', async () => {
  const rows = await app.dataSource.query<{ hour: string }[]>(
    `SELECT to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') AS hour FROM audit_events`,
  );
  const taken = join(directory, `audit-${rows[0]?.hour ?? ''}.ndjson`);
  mkdirSync(taken);
  await sweep(app);
  rmSync(taken, { recursive: true });
  expect(stored()).toEqual([]);
  app.clock.advance(6);
  await sweep(app);
  expect(stored()).toEqual(await allIds(app));
});
