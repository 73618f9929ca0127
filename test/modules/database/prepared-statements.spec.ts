import { createServer, connect, type Server, type Socket } from 'node:net';
import { isDatabaseUnavailable } from '../../../src/database/failures';
import { PreparedStatement } from '../../../src/database/prepared-statement';
import { PreparedStatements } from '../../../src/database/prepared-statements';
import { createDatabase, type TestDatabase } from '../../support/postgres';

const SUM = new PreparedStatement('SELECT $one::integer + $other::integer AS sum');
const PREPARED = new PreparedStatement('SELECT name FROM pg_prepared_statements');
const TIMEOUT = new PreparedStatement('SHOW statement_timeout');
const SEQSCAN = new PreparedStatement('SHOW enable_seqscan');

/** Who stands between the service and Postgres: passes all on but what it is told to change, until it swallows all. */
class Between {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(socketPath: string, change: (answer: Buffer) => Buffer) {
    this.server = createServer((near) => {
      const far = connect(socketPath);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => [near, far].map((each) => each.destroy()));
      }
      near.pipe(far);
      far.on('data', (answer) => near.write(change(answer)));
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return (this.server.address() as { port: number }).port;
  }

  swallow(): void {
    for (const socket of this.sockets) socket.unpipe().removeAllListeners('data');
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

/** BackendKeyData (protocol-message-formats): a pooler gives a number of its own for the server's process. */
function withOwnKey(answer: Buffer): Buffer {
  const at = answer.indexOf(Buffer.from('K\0\0\0\x0c'));
  const isKey = at >= 0 && answer.includes(Buffer.from('Z\0\0\0\x05I'), at);
  if (isKey) answer.writeInt32BE(answer.readInt32BE(at + 5) + 1, at + 5);
  return answer;
}

describe('prepared statements', () => {
  let database: TestDatabase;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    database = await createDatabase('template0');
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  afterAll(() => database.drop());

  function statementsAt(url: string, timeoutMs = 10_000, connections = 1): PreparedStatements {
    const statements = new PreparedStatements(url, connections, timeoutMs);
    open.push({ close: () => statements.onApplicationShutdown() });
    return statements;
  }

  async function between(change: (answer: Buffer) => Buffer): Promise<{ proxy: Between; url: string }> {
    const { username, hostname, pathname } = new URL(database.url);
    const proxy = new Between(`${decodeURIComponent(hostname)}/.s.PGSQL.5432`, change);
    open.push(proxy);
    return { proxy, url: `postgresql://${username}@127.0.0.1:${await proxy.listen()}${pathname}` };
  }

  it('are planned once a connection, for tables of any size', async () => {
    const statements = statementsAt(database.url);
    expect(await statements.run(SUM, { one: 1, other: 2 })).toEqual([{ sum: 3 }]);
    expect(await statements.run(SUM, { one: 3, other: 4 })).toEqual([{ sum: 7 }]);
    expect(await statements.run(PREPARED, {})).toContainEqual({ name: SUM.name });
    expect(await statements.run(SEQSCAN, {})).toEqual([{ enable_seqscan: 'off' }]);
    expect(await statements.run(TIMEOUT, {})).toEqual([{ statement_timeout: '10s' }]);
  });

  it('are not relied on behind a pooler, whose next answer may be of another server', async () => {
    const { url } = await between(withOwnKey);
    const statements = statementsAt(url);
    expect(await statements.run(SUM, { one: 1, other: 2 })).toEqual([{ sum: 3 }]);
    expect(await statements.run(PREPARED, {})).toEqual([]);
    expect(await statements.run(SEQSCAN, {})).toEqual([{ enable_seqscan: 'on' }]);
    expect(await statements.run(TIMEOUT, {})).toEqual([{ statement_timeout: '0' }]);
  });

  it('are sent whole with each batch behind a pooler, in any order', async () => {
    const { url } = await between(withOwnKey);
    const statements = statementsAt(url);
    const sum = (one: number) => ({ statement: SUM, named: { one, other: 1 } });
    const seqscan = { statement: SEQSCAN, named: {} };
    for (let batch = 0; batch < 2; batch += 1) {
      expect(await statements.runTogether([sum(1), seqscan, sum(2), sum(3)])).toEqual([
        [{ sum: 2 }],
        [{ enable_seqscan: 'on' }],
        [{ sum: 3 }],
        [{ sum: 4 }],
      ]);
    }
    expect(await statements.run(PREPARED, {})).toEqual([]);
  });

  it('that Postgres can not prepare fail alike each time, and those beside them are prepared later', async () => {
    const statements = statementsAt(database.url);
    const sum = { statement: SUM, named: { one: 1, other: 2 } };
    const batch = [sum, { statement: new PreparedStatement('SELECT FROM nothing'), named: {} }];
    for (let time = 0; time < 2; time += 1) {
      await expect(statements.runTogether(batch)).rejects.toMatchObject({ code: '42P01' });
    }
    expect(await statements.runTogether([sum])).toEqual([[{ sum: 3 }]]);
  });

  it('have a name for each text, so that none runs in place of another', () => {
    expect(new PreparedStatement('SELECT 1').name).toBe(new PreparedStatement('SELECT 1').name);
    expect(new PreparedStatement('SELECT 1').name).not.toBe(new PreparedStatement('SELECT 2').name);
    // Postgres cuts longer names off.
    expect(SUM.name.length).toBeLessThan(64);
  });

  it('fail with what Postgres says, and leave the connection as it was', async () => {
    const statements = statementsAt(database.url);
    await expect(statements.run(SUM, { one: 1, other: 2_147_483_647 })).rejects.toMatchObject({
      code: '22003',
    });
    expect(await statements.run(SUM, { one: 1, other: 2 })).toEqual([{ sum: 3 }]);
  });

  it.each([
    ['alone', (statements: PreparedStatements) => statements.run(SUM, { one: 1, other: 2 })],
    [
      'together',
      async (statements: PreparedStatements) =>
        (await statements.runTogether([{ statement: SUM, named: { one: 1, other: 2 } }]))[0],
    ],
  ])('sent %s do not wait for a machine that is gone, and get another connection', async (_way, ask) => {
    const { proxy, url } = await between((answer) => answer);
    const statements = statementsAt(url, 1000);
    expect(await ask(statements)).toEqual([{ sum: 3 }]);
    proxy.swallow();
    const error: unknown = await ask(statements).catch((failure: unknown) => failure);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(await ask(statements)).toEqual([{ sum: 3 }]);
  });

  it('do not try each of the connections to a machine that is gone', async () => {
    const { proxy, url } = await between((answer) => answer);
    const statements = statementsAt(url, 1000, 3);
    const ask = () => statements.run(SUM, { one: 1, other: 2 });
    await Promise.all([ask(), ask(), ask()]);
    expect(statements.poolState.totalCount).toBe(3);
    proxy.swallow();
    const error: unknown = await ask().catch((failure: unknown) => failure);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(await ask()).toEqual([{ sum: 3 }]);
    expect(statements.poolState.totalCount).toBe(1);
  });

  it('outlive connections that the server ends', async () => {
    const statements = statementsAt(database.url);
    const end = new PreparedStatement('SELECT pg_terminate_backend(pg_backend_pid())');
    const error: unknown = await statements.run(end, {}).catch((failure: unknown) => failure);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(await statements.run(SUM, { one: 1, other: 2 })).toEqual([{ sum: 3 }]);
  });

  it('give a connection up whose server takes no writes any more, for one that may lead to another', async () => {
    const statements = statementsAt(database.url);
    const server = new PreparedStatement('SELECT pg_backend_pid() AS pid');
    const [before] = await statements.run<{ pid: number }>(server, {});
    const fail = new PreparedStatement("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '25006'; END $$");
    const error: unknown = await statements.run(fail, {}).catch((failure: unknown) => failure);
    expect(isDatabaseUnavailable(error)).toBe(true);
    const [after] = await statements.run<{ pid: number }>(server, {});
    expect(after?.pid).not.toBe(before?.pid);
  });

  it('tell a full disk, and no other failure', async () => {
    const statements = statementsAt(database.url);
    const fail = (code: string) =>
      statements
        .run(new PreparedStatement(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`), {})
        .catch(() => undefined);
    await fail('53200');
    expect(statements.isDiskFull).toBe(false);
    await fail('53100');
    expect(statements.isDiskFull).toBe(true);
  });
});
