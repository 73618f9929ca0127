import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { importPath } from '../support/import';

/** Bodies that never end, over real sockets: no refusal leaves such a connection open for longer than a minute. */
let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await startApp();
  port = Number(new URL(await app.listen()).port);
});
afterAll(() => app.close());
afterEach(() => {
  jest.useRealTimers();
});

const MINUTE = 60_000;

class Sender {
  private readonly socket: Socket;
  private answer = '';

  constructor(head: readonly string[]) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (chunk) => (this.answer += chunk.toString()));
    this.socket.write([...head, '', 'a'].join('\r\n'));
  }

  get statuses(): string[] {
    return [...this.answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status ?? '');
  }

  async answered(): Promise<void> {
    while (this.statuses.length === 0) await once(this.socket, 'data');
  }

  async ended(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }
}

const LENGTH = 'Content-Length: 1000';

it.each<[string, string, (alias: string) => string[]]>([
  [
    'of a type that the route does not take',
    '415',
    (alias) => [`POST ${importPath(alias)} HTTP/1.1`, 'Host: x', 'Content-Type: text/none', LENGTH],
  ],
  ['with two hosts', '400', () => ['POST /api/v1/tenants HTTP/1.1', 'Host: x', 'Host: y', LENGTH]],
  ['that leads nowhere', '404', () => ['POST /nowhere HTTP/1.1', 'Host: x', LENGTH]],
  [
    'of somebody who may not',
    '401',
    () => ['POST /api/v1/tenants HTTP/1.1', 'Host: x', 'Content-Type: application/json', LENGTH],
  ],
  [
    'of somebody who may not stream',
    '401',
    (alias) => [`POST ${importPath(alias)} HTTP/1.1`, 'Host: x', 'Content-Type: text/csv', LENGTH],
  ],
  [
    'that streams, with a query that is not right',
    '400',
    (alias) => [
      `POST ${importPath(alias)}?dryRun=x HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${app.settings.adminToken}`,
      'Content-Type: text/csv',
      LENGTH,
    ],
  ],
])('ends the connection of a request %s', async (_, status, head) => {
  const { alias } = await createTenant(app);
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setInterval', 'queueMicrotask', 'performance', 'Date'],
  });
  const sender = new Sender(head(alias));
  await sender.answered();
  expect(sender.statuses).toEqual([status]);
  jest.advanceTimersByTime(MINUTE - 1000);
  expect(sender.statuses).toEqual([status]);
  jest.advanceTimersByTime(2000);
  await sender.ended();
  expect(sender.statuses).toEqual([status, '408']);
});
