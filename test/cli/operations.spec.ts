import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli';
import { startApp, type TestApp } from '../support/app';
import { COMMAND_LINES } from './command-lines';

interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
}

/** Of commands that ask for more than one thing. */
const REQUESTS: Readonly<Record<string, number>> = { 'audit verify': 2 };

describe('the command line and the admin API', () => {
  let app: TestApp;
  let operations: readonly Operation[];
  let server: Server;
  let requests: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    const { paths } = (await app.request('GET', '/openapi.json')).body as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    operations = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/v1/'))
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, { operationId }]) => ({
          operationId,
          method: method.toUpperCase(),
          path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        })),
      );
    // It answers whatever is asked: what is made of it does not matter here.
    server = createServer((request, response) => {
      requests.push(`${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`);
      response.setHeader('content-type', 'application/json').end('{"items":[],"nextCursor":null}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    requests = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await app.close();
  });

  it('have the same operations: each has a noun and a verb', () => {
    expect(Object.keys(COMMAND_LINES).sort()).toEqual(
      operations.map(({ operationId }) => operationId).sort(),
    );
  });

  it.each(Object.entries(COMMAND_LINES))('reach the same place: %s by %s', async (operationId, line) => {
    const wanted = operations.find((known) => known.operationId === operationId);
    await runCli({
      args: line.replaceAll('ID', '01890a5d-ac96-774b-bcce-b302099a8057').split(' '),
      env: {
        RAM_SSO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        RAM_SSO_TOKEN: 'a-token',
        XDG_CONFIG_HOME: '/nonexistent',
      },
      version: '0.0.0',
      stdin: Readable.from([Buffer.from('{"userName":"alice"}\n')]),
      stdout: new PassThrough().resume(),
      stderr: new PassThrough().resume(),
      signal: new AbortController().signal,
      serve: () => Promise.resolve(),
      rotateMasterKey: () => Promise.resolve(),
    });
    const reached = requests.filter((request) => {
      const [method, path = ''] = request.split(' ');
      return method === wanted?.method && wanted?.path.test(path);
    });
    expect([reached.length, requests.length]).toEqual([1, REQUESTS[line] ?? 1]);
  });
});
