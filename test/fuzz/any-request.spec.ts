import { connect } from 'node:net';
import fc from 'fast-check';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { expectContractForm } from '../support/contract-answer';
import { FUZZ_TIMEOUT_MS, HTTP_RUNS, SLOW_RUNS } from './runs';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const TYPES = [
  'application/json',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'application/xml',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json; charset=utf-16',
  '',
  ';',
];
const WORDS = [
  '__proto__',
  'constructor',
  '\0',
  '\uD800',
  '../',
  '%00',
  '%',
  'null',
  '1e999',
  "'",
  '<b>',
  '\u{1F600}',
];

/** Text with what text should not hold in it. */
const text = fc
  .array(fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...WORDS)), { maxLength: 4 })
  .map((parts) => parts.join(''));
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

describe('any request', () => {
  let app: TestApp;
  let alias: string;
  let token: string;
  /** With `{}` where a parameter stands. */
  let paths: string[];
  beforeAll(async () => {
    app = await startApp();
    ({ alias } = await createTenant(app));
    token = await createToken(app, 'admin', alias);
    const { body } = await app.request('GET', '/openapi.json');
    paths = Object.keys((body as { paths: object }).paths).map((path) => path.replaceAll(/\{[^}]*\}/g, '{}'));
  });
  afterAll(() => app.close());

  const path = fc
    .tuple(
      fc.nat(),
      fc.array(fc.option(text), { minLength: 4, maxLength: 4 }),
      fc.option(fc.tuple(text, text)),
    )
    .map(([which, parameters, query]) => {
      let next = 0;
      const filled = (paths[which % paths.length] ?? '/').replaceAll('{}', () => {
        const value = parameters[next++] ?? null;
        return value === null ? alias : encode(value);
      });
      return query ? `${filled}?${encode(query[0])}=${encode(query[1])}` : filled;
    });

  const body = fc.oneof(
    fc.constant(undefined),
    json.map((value) => JSON.stringify(value)),
    fc.dictionary(text, text).map((fields) => new URLSearchParams(fields).toString()),
    text,
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  );

  it(
    'is answered in the form of the contract',
    async () => {
      const request = fc.record({
        method: fc.constantFrom(...METHODS),
        path,
        body,
        type: fc.constantFrom(...TYPES),
        accept: fc.constantFrom('application/json', 'text/html', '*/*', ';q=x', ''),
        isToken: fc.boolean(),
        cookie: fc.oneof(fc.constant(''), text.map(headerText)),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ method, path, body, type, accept, isToken, cookie }) => {
          const isBodiless = method === 'GET' || method === 'HEAD' || body === undefined;
          const answer = await app.request(method, path, {
            token: isToken ? token : null,
            ...(isBodiless ? {} : { body }),
            headers: { accept, cookie, ...(isBodiless || type === '' ? {} : { 'content-type': type }) },
          });
          if (method === 'HEAD') expect(answer.status).toBeLessThan(500);
          else expectContractForm(answer);
        }),
        { numRuns: HTTP_RUNS },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'that is none, as bytes, is answered with a problem or not at all',
    async () => {
      const origin = new URL(await app.listen());
      const line = fc.oneof(
        text,
        fc.constantFrom('Host: x', 'Content-Length: 5', 'Transfer-Encoding: chunked', 'Connection: close'),
      );
      const start = fc.constantFrom(
        'GET /healthz HTTP/1.1',
        'POST /session HTTP/1.1',
        'GET * HTTP/1.1',
        'PRI * HTTP/2.0',
        'GET /',
        '\x16\x03\x01',
      );
      const bytes = fc
        .tuple(start, fc.array(line, { maxLength: 6 }), text)
        .map(([first, lines, rest]) => [first, ...lines, '', rest].join('\r\n'));
      await fc.assert(
        fc.asyncProperty(bytes, async (sent) => {
          const answer = await exchange(Number(origin.port), sent);
          for (const one of answersIn(answer)) expectContractForm(one);
        }),
        { numRuns: SLOW_RUNS },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});

/** Percent-encoded, lone surrogates as they are in UTF-8's place of errors, so that a URL can carry it. */
const encode = (value: string) => encodeURIComponent(value.toWellFormed());

/** What a header can carry. */
const headerText = (value: string) => value.replaceAll(/[^\x20-\x7e]/g, '?');

/** Sends it, says that no more comes, and gives all that came back. */
function exchange(port: number, sent: string): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(sent));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      done(Buffer.concat(chunks));
    });
  });
}

/** The answers on a connection, one after another; each tells its length. */
function answersIn(received: Buffer): TestResponse[] {
  const answers: TestResponse[] = [];
  let rest = received;
  while (rest.length > 0) {
    const head = rest.subarray(0, rest.indexOf('\r\n\r\n')).toString('latin1');
    const [first = '', ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const start = head.length + 4;
    const end = start + Number(headers['content-length'] ?? 0);
    const bytes = rest.subarray(start, end);
    const isJson = headers['content-type']?.includes('json');
    answers.push({
      status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]),
      headers,
      bytes,
      text: bytes.toString(),
      body: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined,
      cookies: [],
    });
    rest = rest.subarray(end);
  }
  return answers;
}
