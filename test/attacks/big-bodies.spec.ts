import { type ClientRequest, request } from 'node:http';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';

const BYTES = 2 * 1024 * 1024;
const BEGINNING = Buffer.alloc(1024, 'x');
const REST = Buffer.alloc(BYTES - BEGINNING.length, 'x');
/** Of one tenant at a time. */
const MOST = 4;

interface Begun {
  readonly sent: ClientRequest;
  readonly status: Promise<number>;
}

let app: TestApp;
let origin: string;
const open: ClientRequest[] = [];
beforeAll(async () => {
  app = await startApp({ rateLimitFactor: 1 });
  origin = await app.listen();
});
afterEach(() => {
  for (const sent of open.splice(0)) sent.destroy();
});
afterAll(() => app.close());

/** A tenant, and how its administrator begins to send a large document that is no metadata. */
async function makeSender(length: Record<string, string> = { 'content-length': String(BYTES) }) {
  const { alias } = await createTenant(app);
  const authorization = `Bearer ${await createToken(app, 'admin', alias)}`;
  return (): Begun => {
    const headers = { 'content-type': 'application/xml', authorization, ...length };
    const sent = request(`${origin}/api/v1/tenants/${alias}/idp`, { method: 'PUT', agent: false, headers });
    open.push(sent);
    sent.on('error', () => undefined).write(BEGINNING);
    const status = new Promise<number>((done) => {
      sent.on('response', (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      });
    });
    return { sent, status };
  };
}

const finish = ({ sent, status }: Begun): Promise<number> => {
  sent.end(REST);
  return status;
};

it.each([
  ['say how long they are', { 'content-length': String(BYTES) }],
  ['do not', { 'transfer-encoding': 'chunked' }],
])('of one tenant, four large bodies are read at a time, where they %s', async (_, length) => {
  const begin = await makeSender(length);
  const begun = Array.from({ length: MOST + 1 }, begin);
  const first = await Promise.race(begun.map(async ({ status }, index) => ({ index, status: await status })));
  expect(first.status).toBe(429);
  const others = begun.filter((_one, index) => index !== first.index);
  const another = await makeSender(length);
  expect(await finish(another())).toBe(400);
  expect(await Promise.all(others.map(finish))).toEqual(Array.from({ length: MOST }, () => 400));
  // The place is free once the answer's connection has closed, which is a moment after it has come.
  const statuses: number[] = [];
  while (statuses.at(-1) !== 400 && statuses.length < 100) statuses.push(await finish(begin()));
  expect(statuses.at(-1)).toBe(400);
});
