import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { ImportRamUsers } from '../../src/ram-users/import/import-ram-users';
import { Problem } from '../../src/http/problem';
import { openImport } from '../../src/ram-users/import/open-import';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { answersIn, importPath, type ImportAnswer, ndjson } from '../support/import';

/** Imports as streams, over real sockets: what is sent in pieces, answered in pieces, and broken off. */
let app: TestApp;
let origin: string;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp();
  origin = await app.listen();
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
});

interface Open {
  readonly request: ClientRequest;
  /** The next answers that come; none once it is over. */
  readonly next: () => Promise<ImportAnswer[]>;
}

async function open(first: string, headers: Record<string, string> = {}): Promise<Open> {
  const request = httpRequest(`${origin}${importPath(tenant.alias)}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${app.settings.adminToken}`,
      'content-type': 'application/x-ndjson',
      ...headers,
    },
  });
  const answered = new Promise<IncomingMessage>((done, failed) => {
    request.on('response', done).on('error', failed);
  });
  request.write(first);
  const response = await answered;
  expect(response.statusCode).toBe(200);
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const next = async () => answersIn((await chunks.next()).value?.toString() ?? '');
  return { request, next };
}

async function namesThere(): Promise<Set<string>> {
  const rows: { user_name: string }[] = await app.dataSource.query(
    'SELECT user_name FROM ram_users WHERE tenant_id = $1',
    [tenant.id],
  );
  return new Set(rows.map((row) => row.user_name));
}

const manyUsers = (from: number, count: number) =>
  ndjson(...Array.from({ length: count }, (_, index) => ({ userName: `u${from + index}` })));

it('answers what came before more comes, once it is written', async () => {
  const { request, next } = await open(ndjson({ userName: 'a' }));
  expect(await next()).toMatchObject([{ line: 1, userName: 'a', result: 'created' }]);
  expect(await namesThere()).toEqual(new Set(['a']));
  request.write('{"userName":"b"}\n{"user');
  expect(await next()).toMatchObject([{ line: 2, result: 'created' }]);
  request.end('Name":"c"}');
  expect(await next()).toMatchObject([{ line: 3, userName: 'c', result: 'created' }]);
  expect(await next()).toEqual([]);
});

it('loses nothing that was answered where the connection breaks', async () => {
  const { request, next } = await open(manyUsers(0, 3000));
  const answered = [...(await next()), ...(await next())];
  const gone = new Promise((done) => request.once('close', done));
  request.on('error', () => undefined);
  request.destroy();
  await gone;
  expect(answered.length).toBeGreaterThan(100);
  const there = await namesThere();
  expect(answered.filter(({ userName }) => !there.has(String(userName)))).toEqual([]);
});

it('can be sent again after it was broken off: what was written stays as it is', async () => {
  const first = await open(manyUsers(0, 300));
  await first.next();
  first.request.on('error', () => undefined);
  first.request.destroy();
  const { request, next } = await open(manyUsers(0, 600));
  request.end();
  const all: ImportAnswer[] = [];
  for (let some = await next(); some.length > 0; some = await next()) all.push(...some);
  expect(all.map(({ line }) => line)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
  expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['created', 'unchanged']));
  expect((await namesThere()).size).toBe(600);
});

describe('as a use case', () => {
  const context = { requestId: 'r', ip: 'none', userAgent: null, actor: 'platform' };
  const run = async (chunks: AsyncIterable<Buffer>) =>
    app.nest
      .get(ImportRamUsers, { strict: false })
      .run(tenant, await openImport('ndjson', chunks), { isDryRun: false }, context);

  it('reads no further than it is asked to answer', async () => {
    let read = 0;
    async function* chunks(): AsyncGenerator<Buffer> {
      for (; read < 100; read += 1) yield await Promise.resolve(Buffer.from(manyUsers(read * 10, 10)));
    }
    const answers = await run(chunks());
    for (let pulled = 1; pulled <= 3; pulled += 1) {
      expect((await answers.next()).value).toHaveLength(10);
      expect(read).toBeLessThanOrEqual(pulled);
    }
    await answers.return(undefined);
    expect((await namesThere()).size).toBe(30);
  });

  it('refuses the lines that come after the tenant was deleted', async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      yield Buffer.from(manyUsers(0, 1));
      await app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
      yield Buffer.from(manyUsers(1, 1));
    }
    const answers: unknown[] = [];
    for await (const some of await run(chunks())) answers.push(...some);
    expect(answers).toMatchObject([
      { line: 1, result: 'created' },
      { line: 2, userName: 'u1', result: 'refused', code: 'tenant.not_found' },
    ]);
  });

  it('says in a last answer why nothing more could be read', async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from(manyUsers(0, 2)));
      throw new Problem('request.timeout', 'Nothing came.');
    }
    const answers: unknown[] = [];
    for await (const some of await run(chunks())) answers.push(...some);
    expect(answers).toMatchObject([
      { line: 1, result: 'created' },
      { line: 2, result: 'created' },
      { line: 3, userName: null, result: 'refused', code: 'request.timeout' },
    ]);
  });

  it('breaks off where something fails that nobody expected', async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from(manyUsers(0, 1)));
      throw new Error('aborted');
    }
    const answers = await run(chunks());
    expect((await answers.next()).value).toMatchObject([{ line: 1, result: 'created' }]);
    await expect(answers.next()).rejects.toThrow('aborted');
  });
});
