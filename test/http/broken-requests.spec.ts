import { createServer, type Server } from 'node:http';
import { answerBrokenRequest } from '../../src/http/broken-request';
import { exchange } from '../support/exchange';
import { startPlatform } from '../support/platform';
import type { TestApp } from '../support/test-app';

function problemOf(answer: string): { status: string; code: string; headers: string } {
  const [head = '', body = '{}'] = answer.split('\r\n\r\n');
  return {
    status: head.slice(9, 12),
    code: (JSON.parse(body) as { code: string }).code,
    headers: head.toLowerCase(),
  };
}

describe('what is no request', () => {
  let app: TestApp;
  let port: number;
  beforeAll(async () => {
    app = await startPlatform([]);
    port = Number(new URL(await app.listen()).port);
  });
  afterAll(() => app.close());

  it.each([
    ['garbage', 'HELLO\r\n\r\n', '400', 'request.invalid'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`,
      '413',
      'request.too_large',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400',
      'request.invalid',
    ],
    ['no Host', 'GET /openapi.json HTTP/1.1\r\nConnection: close\r\n\r\n', '400', 'request.invalid'],
    [
      'two Hosts',
      'GET /openapi.json HTTP/1.1\r\nHost: x\r\nhost: y\r\nConnection: close\r\n\r\n',
      '400',
      'request.invalid',
    ],
    [
      'a fragment in the target',
      'GET /openapi.json#?a=%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      '400',
      'request.invalid',
    ],
    ['a path that is none', 'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '404', 'not_found'],
  ])('is answered with a problem: %s', async (_, text, status, code) => {
    const problem = problemOf(await exchange(port, text));
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(problem.headers).toContain('content-type: application/problem+json');
    expect(problem.headers).toContain('x-content-type-options: nosniff');
    expect(problem.headers).toMatch(/x-request-id: [0-9a-f-]{36}/);
  });

  it.each([
    ['an Expect that nobody knows', 'HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n'],
    ['no Host where HTTP/1.0 has none', 'HTTP/1.0\r\n\r\n'],
  ])('is one with %s', async (_, rest) => {
    expect(await exchange(port, `GET /openapi.json ${rest}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a request that does not arrive', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 });
    server.on(
      'clientError',
      answerBrokenRequest({}, () => ({ info: () => undefined })),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as { port: number }).port;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'],
  ])('is answered with 408: its %s', async (_, text) => {
    expect(problemOf(await exchange(port, text))).toMatchObject({ status: '408', code: 'request.timeout' });
  });
});
