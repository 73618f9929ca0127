import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { UrlSink } from '../../src/audit-export/url-sink';
import { OutgoingHttp } from '../../src/outgoing/outgoing-http';
import type { SettingsValues } from '../../src/settings/settings';
import { startApp, type TestApp } from '../support/app';
import { allIds, type Delivery, exportedTo, ExportReceiver, sweep } from '../support/audit-export';
import { AuditTrail } from '../support/audit-trail';
import { DocumentServer } from '../support/document-server';

const SECRETS = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);

/** Real: Postgres, the sweeper, the whole service, and a server of HTTP. Set: the clock. */
let server: DocumentServer;
let receiver: ExportReceiver;
let app: TestApp;
let trail: AuditTrail;
beforeEach(async () => {
  server = await new DocumentServer().start();
  receiver = new ExportReceiver(server);
  app = await startApp(exporting());
  trail = await AuditTrail.begin(app);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
  await server.stop();
});

function exporting(): Partial<SettingsValues> {
  return {
    auditExportUrl: receiver.url,
    auditExportSecrets: SECRETS,
    auditExportAuthorization: 'Bearer known-there',
  };
}

/** The number that the export of the node "node-2" has come to. */
async function exportedOf(kind: string): Promise<number> {
  const [row] = await app.dataSource.query<{ arrival: string }[]>(
    'SELECT arrival FROM audit_cursors WHERE name = $1',
    [`audit export to ${kind} node-2`],
  );
  return Number(row?.arrival ?? 0);
}

const ids = (): string[] => receiver.events().map(({ id }) => id);

/** By the library of Standard Webhooks, at the time that it was sent. Throws where the signature is not one under that secret. */
function verify({ headers, body }: Delivery, secret: string): void {
  jest.spyOn(Date, 'now').mockReturnValue(Number(headers['webhook-timestamp']) * 1000);
  new Webhook(secret).verify(body, headers, { jsonParse: false });
}

describe('the address', () => {
  it('gets every event once, in the order of its arrival, in lines', async () => {
    await trail.append(2);
    await sweep(app);
    await trail.append(1);
    await sweep(app);
    expect(ids()).toEqual(await allIds(app));
    expect(receiver.events().map(({ arrival }) => arrival)).toEqual([1, 2, 3, 4]);
    expect(receiver.deliveries.map(({ headers }) => headers['webhook-id'])).toEqual([
      'audit-main-1-3',
      'audit-main-4-4',
    ]);
    expect(receiver.deliveries[0]?.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      authorization: 'Bearer known-there',
    });
  });

  it('is shown that they are ours, under each secret and under no other', async () => {
    await sweep(app);
    const [delivery] = receiver.deliveries;
    if (!delivery) throw new Error('nothing came');
    for (const secret of SECRETS) verify(delivery, secret);
    const stranger = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    expect(() => {
      verify(delivery, stranger);
    }).toThrow();
    expect(() => {
      verify({ ...delivery, body: `${delivery.body}\n` }, SECRETS[0] ?? '');
    }).toThrow();
  });

  it('gets bodies of half a mebibyte, one after the other', async () => {
    const details = { text: Array.from({ length: 30 }, () => 'x'.repeat(1000)) };
    await trail.append(40, { details });
    await sweep(app);
    expect(ids()).toEqual(await allIds(app));
    const sizes = receiver.deliveries.map(({ body }) => body.length);
    expect(sizes).toHaveLength(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(512 * 1024);
  });

  it('has nothing missing and all in order, where it was down for a while', async () => {
    receiver.answer = (_, response) => response.writeHead(503).end();
    await sweep(app);
    await trail.append(2);
    expect(receiver.deliveries.splice(0)).toHaveLength(1);

    await sweep(app);
    expect(receiver.deliveries).toEqual([]);
    receiver.answer = (_, response) => response.writeHead(200).end('taken');
    app.clock.advance(6);
    await sweep(app);
    expect(ids()).toEqual(await allIds(app));
  });

  it('has twice what it took without saying so, and nothing less', async () => {
    receiver.answer = (request) => request.socket.destroy();
    await trail.append(1);
    await sweep(app);
    receiver.answer = (_, response) => response.writeHead(204).end();
    app.clock.advance(6);
    await sweep(app);
    const all = await allIds(app);
    expect(ids()).toEqual([...all, ...all]);
  });

  it('is the one that was named: no redirect is followed', async () => {
    receiver.answer = (_, response) => response.writeHead(307, { location: server.url('/other') }).end();
    await sweep(app);
    expect(server.requests.map(({ url }) => url)).toEqual(['/events']);
  });

  it('holds up neither the file nor the end of the service, where it hangs', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ram-export-'));
    const file = join(directory, 'audit.ndjson');
    const node = await startApp({ ...exporting(), auditExportFile: file, auditExportName: 'node-2' }, app);
    receiver.answer = () => undefined;
    const hangs = receiver.delivery();
    const swept = sweep(node);
    await hangs;
    const all = await allIds(app);
    // It ends only where the file does not wait for the address, which hangs still.
    while ((await exportedOf('file')) < all.length) continue;
    await node.close();
    await swept;
    expect(exportedTo(file).map(({ id }) => id)).toEqual(all);
    rmSync(directory, { recursive: true });
  });
});

it.each([
  'http://8.8.8.8/',
  'http://[2001:4860:4860::8888]/',
  'http://[64:ff9b::808:808]/',
  'http://[2002:808:808::1]/',
])('nothing is sent in the clear to %s, which lies outside of any private network', async (url) => {
  const credentials = { secrets: SECRETS, authorization: undefined };
  const outgoing = app.nest.get(OutgoingHttp, { strict: false });
  const sink = new UrlSink(url, credentials, 'main', app.clock, outgoing);
  const piece = { lines: '{}\n', firstArrival: 1, lastArrival: 1 };
  await expect(sink.put(piece, new AbortController().signal)).rejects.toMatchObject({
    cause: { name: 'Unreachable' },
  });
});
