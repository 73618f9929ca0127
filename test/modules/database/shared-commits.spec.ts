import { Client } from 'pg';
import { isDatabaseUnavailable } from '../../../src/database/failures';
import { PreparedStatement } from '../../../src/database/prepared-statement';
import { PreparedStatements } from '../../../src/database/prepared-statements';
import { type SharedStatement, SharedCommits } from '../../../src/database/shared-commits';
import { createDatabase, type TestDatabase } from '../../support/postgres';

const count = (lock: string) =>
  new PreparedStatement(`
    WITH found AS (SELECT id FROM counters WHERE id = $id::text FOR UPDATE ${lock})
    UPDATE counters SET count = count / $divisor::integer + 1 WHERE id = (SELECT id FROM found)
    RETURNING id, count, pg_current_xact_id()::text AS transaction`);

/** Counts what it finds; a divisor of 0 makes it fail. */
const COUNT: SharedStatement = {
  alone: count(''),
  together: count('SKIP LOCKED'),
  mayHaveLeftOut: (rows) => rows.length === 0,
};
const WHO: SharedStatement = {
  alone: new PreparedStatement(`SELECT 'alone' AS way`),
  together: new PreparedStatement(
    `SELECT $bytes::bytea AS bytes, $at::timestamptz AS at, $yes::boolean AS yes, $none::text AS none, $object::jsonb AS object`,
  ),
  mayHaveLeftOut: () => false,
};

interface Counted {
  readonly id: string;
  readonly count: number;
  readonly transaction: string;
}

/** Real: Postgres. The first statement is held up, so that all others wait for it and go together. */
describe('statements that share a commit', () => {
  let database: TestDatabase;
  let other: Client;
  let statements: PreparedStatements;
  let commits: SharedCommits;

  beforeAll(async () => {
    database = await createDatabase('template0');
    other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('CREATE TABLE counters (id text PRIMARY KEY, count integer NOT NULL)');
    await other.query(
      `CREATE FUNCTION fill_disk() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$`,
    );
  });
  beforeEach(async () => {
    await other.query(`TRUNCATE counters`);
    await other.query(`INSERT INTO counters SELECT name, 0 FROM unnest('{a,b,c,d}'::text[]) AS name`);
    statements = new PreparedStatements(database.url, 3);
    commits = new SharedCommits(statements);
  });
  afterEach(() => statements.onApplicationShutdown());
  afterAll(async () => {
    await other.end();
    await database.drop();
  });

  const ask = (id: string, divisor = 1) => commits.run<Counted>(COUNT, { id, divisor });

  /** Asked while one is under way, and so together. */
  async function together<T>(begin: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
    const first = ask('d');
    const others = begin();
    await first;
    return Promise.allSettled(others);
  }

  async function counts(): Promise<Record<string, number>> {
    const { rows } = await other.query<Counted>('SELECT id, count FROM counters ORDER BY id');
    return Object.fromEntries(rows.map(({ id, count: times }) => [id, times]));
  }

  const valueOf = <T>(result: PromiseSettledResult<T> | undefined): T | undefined =>
    result?.status === 'fulfilled' ? result.value : undefined;

  it('are one transaction, and each is given its own rows', async () => {
    const sent = jest.spyOn(statements, 'runTogether');
    const results = await together(() => [ask('a'), ask('b'), ask('c')]);
    const rows = results.map((result) => valueOf(result)?.[0]);
    expect(rows.map((row) => row?.id)).toEqual(['a', 'b', 'c']);
    expect(new Set(rows.map((row) => row?.transaction)).size).toBe(1);
    expect(sent.mock.calls.map(([batch]) => batch.length)).toEqual([1, 3]);
  });

  it('see what those before them in the same transaction did', async () => {
    const results = await together(() => [ask('a'), ask('b'), ask('a')]);
    expect(results.map((result) => valueOf(result)?.[0]?.count)).toEqual([1, 1, 2]);
  });

  it('are all done where one of them fails, but for that one', async () => {
    const results = await together(() => [ask('a'), ask('b', 0), ask('c')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: '22012' } });
    expect(await counts()).toEqual({ a: 1, b: 0, c: 1, d: 1 });
  });

  it('go on over the same connection after a failure', async () => {
    await expect(ask('a', 0)).rejects.toMatchObject({ code: '22012' });
    expect(await ask('a')).toMatchObject([{ count: 1 }]);
  });

  it('do not wait for a row that somebody else holds up: only who asks for that row does', async () => {
    await other.query('BEGIN');
    await other.query(`SELECT FROM counters WHERE id = 'b' FOR UPDATE`);
    const first = ask('d');
    const held = ask('b');
    const free = [ask('a'), ask('c')];
    await first;
    expect((await Promise.all(free)).map(([row]) => row?.count)).toEqual([1, 1]);
    expect(await counts()).toEqual({ a: 1, b: 0, c: 1, d: 1 });
    await other.query('COMMIT');
    expect(await held).toMatchObject([{ id: 'b', count: 1 }]);
  });

  it('are asked once more alone where nothing was found, and then that is the answer', async () => {
    const [nobody, found] = await together(() => [ask('nobody'), ask('a')]);
    expect([valueOf(nobody), valueOf(found)]).toMatchObject([[], [{ count: 1 }]]);
  });

  it('fail with the connection that they were sent over, and are not sent again: nobody knows what became of them', async () => {
    const end = new PreparedStatement(`SELECT pg_terminate_backend(pg_backend_pid())`);
    const ended = { alone: end, together: end, mayHaveLeftOut: () => false };
    const alone = jest.spyOn(statements, 'run');
    const results = await together(() => [ask('a'), commits.run<Counted>(ended, {}), ask('b')]);
    for (const result of results) {
      expect(result.status === 'rejected' && isDatabaseUnavailable(result.reason)).toBe(true);
    }
    expect(alone).not.toHaveBeenCalled();
    expect(await ask('c')).toMatchObject([{ count: 1 }]);
  });

  it('are not sent again either where Node says what broke their connection, in a code that nobody foresaw', async () => {
    const broken = Object.assign(new Error('broken'), { code: 'EPROTO' });
    const alone = jest.spyOn(statements, 'run');
    const results = await together(() => {
      jest.spyOn(statements, 'runTogether').mockRejectedValueOnce(broken);
      return [ask('a'), ask('b')];
    });
    for (const result of results) expect(result).toEqual({ status: 'rejected', reason: broken });
    expect(alone).not.toHaveBeenCalled();
  });

  it('are not sent any more where they have waited too long for those before them', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const results = await together(() => {
      const late = ask('a');
      now.mockReturnValue(1000);
      const inTime = ask('b');
      now.mockReturnValue(2000);
      return [late, inTime];
    });
    now.mockRestore();
    expect(results[0]?.status === 'rejected' && isDatabaseUnavailable(results[0].reason)).toBe(true);
    expect(valueOf(results[1])).toMatchObject([{ id: 'b', count: 1 }]);
    expect(await counts()).toEqual({ a: 0, b: 1, c: 0, d: 1 });
  });

  it('that can not be written are not sent, and take nothing of the connection with them', async () => {
    const sent = (at: Date) => statements.runTogether([{ statement: WHO.together, named: { at } }]);
    await sent(new Date(0));
    await expect(sent(new Date(NaN))).rejects.toThrow(RangeError);
    expect(await ask('a')).toMatchObject([{ count: 1 }]);
  });

  it('are not asked again alone where Postgres serves nobody', async () => {
    const full: SharedStatement = {
      alone: WHO.alone,
      together: new PreparedStatement(`SELECT fill_disk()`),
      mayHaveLeftOut: () => false,
    };
    const results = await together(() => [commits.run<Counted>(full, {}), ask('a')]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: '53100' } });
    expect(statements.isDiskFull).toBe(true);
  });

  it('of two nodes do not wait for each other, in whatever order they came: each claims in the same order', async () => {
    const claimed = new PreparedStatement(
      'INSERT INTO counters VALUES ($id::text, 0) ON CONFLICT DO NOTHING RETURNING id',
    );
    const gated = new PreparedStatement('SELECT pg_advisory_xact_lock_shared(7)');
    const shared = (one: PreparedStatement) => ({ alone: one, together: one, mayHaveLeftOut: () => false });
    const [claim, gate] = [shared(claimed), shared(gated)];
    const node = (...ids: readonly string[]) => {
      const commitsOfNode = new SharedCommits(statements);
      const ahead = commitsOfNode.run(WHO, {});
      const [first, ...others] = ids.map((id) => () => commitsOfNode.run(claim, { id }, Buffer.from(id)));
      return [ahead, first?.(), commitsOfNode.run(gate, {}), ...others.map((ask) => ask())];
    };
    const alone = jest.spyOn(statements, 'run');
    await other.query('SELECT pg_advisory_lock(7)');
    const all = Promise.all([...node('x', 'y'), ...node('y', 'x')]);
    const waiting = `
      SELECT count(*)::integer AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while ((await other.query<{ count: number }>(waiting)).rows[0]?.count !== 2);
    await other.query('SELECT pg_advisory_unlock(7)');
    const found = (await all).flatMap((rows) => rows ?? []).filter((row) => 'id' in row);
    expect(found.map((row) => (row as { id: string }).id).sort()).toEqual(['x', 'y']);
    expect(alone).not.toHaveBeenCalled();
  });

  it('must be of those that give rows, and where one is not, its connection is not used again', async () => {
    const named = { statement: new PreparedStatement('DELETE FROM counters WHERE false'), named: {} };
    // Over the same one it would be prepared already.
    for (let time = 0; time < 2; time += 1)
      await expect(statements.runTogether([named])).rejects.toThrow('columns');
  });

  it.each(['1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '+010000-01-01T00:02:00Z'])(
    'take and give values of each type, and %s, as a statement alone does',
    async (at) => {
      const named = {
        bytes: Buffer.from([0, 255]),
        at: new Date(at),
        yes: true,
        none: null,
        object: { a: ['"'] },
      };
      const results = await together(() => [commits.run(WHO, named), commits.run(WHO, named)]);
      expect(results.map(valueOf)).toEqual([[named], [named]]);
      expect(await statements.run(WHO.together, named)).toEqual([named]);
    },
  );
});
