import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { limitArrival } from '../../src/http/arrival-time';
import { answerBrokenRequest } from '../../src/http/broken-request';
import type { RamRequest } from '../../src/http/request';
import { bodyChunks, type StreamTimes } from '../../src/http/streamed-body';
import { exchange } from '../support/exchange';

const TIMES: StreamTimes = { idleMs: 10_000, wholeMs: 10_000 };

function requestOf(body: Readable | undefined, bodyBytes = 1000): RamRequest {
  return { body, routeOptions: { config: { bodyBytes } } } as unknown as RamRequest;
}

async function read(request: RamRequest, times = TIMES): Promise<string> {
  let text = '';
  for await (const chunk of bodyChunks(request, times)) text += chunk.toString();
  return text;
}

describe('a body that is read while it comes', () => {
  it('is all of it', async () => {
    expect(await read(requestOf(Readable.from([Buffer.from('ab'), Buffer.from('c')])))).toBe('abc');
    expect(await read(requestOf(undefined))).toBe('');
  });

  it('has no more bytes than the route takes', async () => {
    const body = () => Readable.from([Buffer.from('ab'), Buffer.from('c')]);
    expect(await read(requestOf(body(), 3))).toBe('abc');
    await expect(read(requestOf(body(), 2))).rejects.toMatchObject({ code: 'request.too_large' });
  });

  it('ends where nothing comes any more, and leaves the connection to the answer', async () => {
    const body = new PassThrough();
    body.write('a');
    const reading = read(requestOf(body), { ...TIMES, idleMs: 5 });
    await expect(reading).rejects.toMatchObject({ code: 'request.timeout' });
    expect(body.destroyed).toBe(false);
  });

  it('ends where it takes too long, though something always comes', async () => {
    const drip = new Readable({
      read() {
        setImmediate(() => this.push('a'));
      },
    });
    const reading = read(requestOf(drip, 1e9), { ...TIMES, wholeMs: 5 });
    await expect(reading).rejects.toMatchObject({ code: 'request.timeout' });
  });

  it('waits for its reader for as long as he likes', async () => {
    const chunks = bodyChunks(requestOf(Readable.from([Buffer.from('a'), Buffer.from('b')])), {
      ...TIMES,
      idleMs: 20,
    });
    expect(String((await chunks.next()).value)).toBe('a');
    await new Promise((done) => setTimeout(done, 30));
    expect(String((await chunks.next()).value)).toBe('b');
  });

  it('fails where its sender goes away', async () => {
    const body = new PassThrough();
    const reading = read(requestOf(body));
    body.destroy(new Error('aborted'));
    await expect(reading).rejects.toThrow('aborted');
  });
});

describe('the time for a body to arrive', () => {
  let app: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    const clientErrorHandler = answerBrokenRequest({}, () => ({ info: () => undefined }));
    app = fastify({ clientErrorHandler, forceCloseConnections: true });
    app.addHook('onRequest', (request, reply, done) => {
      limitArrival(request, reply, 100);
      done();
    });
    app.addContentTypeParser('text/csv', (_request, stream, done) => {
      done(null, stream);
    });
    app.post('/whole', () => 'whole');
    app.post('/lines', { config: { streamsBody: true } }, async ({ body }) => {
      (body as Readable).resume();
      await once(body as Readable, 'end');
      return 'lines';
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  const head = (path: string, rest: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\n${rest}\r\n\r\n`;

  it('ends with 408', async () => {
    const answer = await exchange(
      port,
      `${head('/whole', 'Content-Type: text/plain\r\nContent-Length: 10')}abc`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"request.timeout"');
  });

  it('ends also where the answer did not wait for the body', async () => {
    const answer = await exchange(
      port,
      `${head('/whole', 'Content-Type: text/none\r\nContent-Length: 10')}abc`,
    );
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['415', '408']);
  });

  it('is enough for one that comes, and is counted anew for the next', async () => {
    const one = head('/whole', 'Content-Type: text/plain\r\nContent-Length: 3');
    const answer = await exchange(
      port,
      `${one}abc${one}abc${head('/whole', 'Content-Type: text/plain\r\nContent-Length: 10')}abc`,
    );
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      '200',
      '200',
      '408',
    ]);
  });

  it('is not held against a route that streams', async () => {
    const late = new Promise<string>((done, failed) => {
      const chunked = 'Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close';
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(head('/lines', chunked));
        // Later than any other body would be let in.
        setTimeout(() => socket.write('1\r\na\r\n0\r\n\r\n'), 250);
      });
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', failed);
      socket.on('close', () => {
        done(answer);
      });
    });
    expect(await late).toMatch(/^HTTP\/1\.1 200 .*lines$/s);
  });
});
