import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Counters } from '../../../src/counters/counters';
import { dataSourceOptions } from '../../../src/database/data-source';
import { isAccessDenied, isDatabaseUnavailable } from '../../../src/database/failures';
import { migrate } from '../../../src/database/migrate';
import { type Sweep, Sweeper } from '../../../src/database/sweeper';
import { Transactions } from '../../../src/database/transactions';
import { isForeignKeyViolation, isUniqueViolation, sqlState } from '../../../src/database/driver-error';
import { Clock } from '../../../src/settings/clock';
import { createDatabase, type TestDatabase } from '../../support/postgres';

/** Real Postgres; nothing of Nest. */
describe('the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createDatabase('template0');
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
    await dataSource.query('CREATE TABLE parents (id int CONSTRAINT pk_parents PRIMARY KEY)');
    await dataSource.query(
      'CREATE TABLE things (id int CONSTRAINT pk_things PRIMARY KEY, parent int CONSTRAINT fk_things REFERENCES parents, n int)',
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const failure = (work: () => Promise<unknown>): Promise<unknown> =>
    work().then(
      () => undefined,
      (error: unknown) => error,
    );

  it('tells which constraint an insert broke', async () => {
    await dataSource.query('INSERT INTO things (id) VALUES (1)');
    const twice = await failure(() => dataSource.query('INSERT INTO things (id) VALUES (1)'));
    expect(isUniqueViolation(twice, 'pk_things')).toBe(true);
    expect(isUniqueViolation(twice, 'pk_parents')).toBe(false);
    expect(isForeignKeyViolation(twice)).toBe(false);
    const orphan = await failure(() => dataSource.query('INSERT INTO things (id, parent) VALUES (2, 9)'));
    expect(isForeignKeyViolation(orphan)).toBe(true);
    expect(isForeignKeyViolation(orphan, 'fk_things')).toBe(true);
    expect(isForeignKeyViolation(orphan, 'fk_other')).toBe(false);
  });

  it('rolls a failed transaction back', async () => {
    const transactions = new Transactions(dataSource);
    const failed = transactions.run(async (tx) => {
      await tx.query('INSERT INTO things (id) VALUES (10)');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await dataSource.query('SELECT id FROM things WHERE id = 10')).toEqual([]);
  });

  it('tries a transaction once more after a deadlock, and no third time', async () => {
    const transactions = new Transactions(dataSource);
    let attempts = 0;
    const deadlock = (times: number) => (): Promise<number> => {
      attempts += 1;
      return attempts <= times
        ? Promise.reject(Object.assign(new Error('deadlock detected'), { code: '40P01' }))
        : Promise.resolve(attempts);
    };
    expect(await transactions.run(deadlock(1))).toBe(2);
    attempts = 0;
    await expect(transactions.run(deadlock(9))).rejects.toThrow('deadlock');
    expect(attempts).toBe(2);
  });

  it('ends a statement that takes too long, which counts as not available', async () => {
    const impatient = await new DataSource(
      dataSourceOptions(database.url, { statementTimeoutMs: 50 }),
    ).initialize();
    const error = await failure(() => impatient.query('SELECT pg_sleep(30)'));
    await impatient.destroy();
    expect(sqlState(error)).toBe('57014');
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('counts as not available where nobody listens, no connection is free, or it shuts down', async () => {
    const nowhere = new DataSource(dataSourceOptions('postgresql://u@127.0.0.1:1/x'));
    expect(isDatabaseUnavailable(await failure(() => nowhere.initialize()))).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error('terminating connection'), { code: '57P01' }))).toBe(
      true,
    );
    expect(isDatabaseUnavailable(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error('syntax error'), { code: '42601' }))).toBe(false);
    expect(isDatabaseUnavailable(new Error('x is not a function'))).toBe(false);
    expect(isDatabaseUnavailable('nothing')).toBe(false);
  });

  it('counts as closed where it knows neither the user nor the database', async () => {
    const url = new URL(database.url);
    url.pathname = '/nothing';
    const unknown = new DataSource(dataSourceOptions(url.href));
    expect(isAccessDenied(await failure(() => unknown.initialize()))).toBe(true);
    expect(isAccessDenied(Object.assign(new Error('password'), { code: '28P01' }))).toBe(true);
    expect(isAccessDenied(Object.assign(new Error('syntax error'), { code: '42601' }))).toBe(false);
  });

  it('is migrated once by services that start together, and a second time by none', async () => {
    const fresh = await createDatabase('template0');
    const ran = await Promise.all([1, 2, 3].map(() => migrate(fresh.url)));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrate(fresh.url)).toEqual([]);
    await fresh.drop();
  });

  describe('sweeps', () => {
    const newSweeper = (): Sweeper => new Sweeper(dataSource, new Counters(), new Clock());
    const batches = (...sizes: number[]): Sweep & { calls: number } => {
      const sweep = {
        name: `sweep-${Math.random()}`,
        calls: 0,
        run: () => Promise.resolve(sizes[sweep.calls++] ?? 0),
      };
      return sweep;
    };

    it('run in batches until there is nothing left', async () => {
      const sweeper = newSweeper();
      const sweep = batches(500, 500, 20, 0, 7);
      sweeper.register(sweep);
      await sweeper.sweepAll();
      expect(sweep.calls).toBe(4);
    });

    it('leave the others their turn where one fails', async () => {
      const sweeper = newSweeper();
      const sweep = batches(1);
      sweeper.register({ name: 'broken', run: () => Promise.reject(new Error('broken on purpose')) });
      sweeper.register(sweep);
      await sweeper.sweepAll();
      expect(sweep.calls).toBe(2);
    });

    it('run on one node at a time', async () => {
      const other = newSweeper();
      let duringTheFirst = 0;
      const sweep: Sweep = {
        name: 'one-at-a-time',
        run: async () => {
          other.register({ name: 'one-at-a-time', run: () => Promise.resolve(duringTheFirst++) });
          await other.sweepAll();
          return 0;
        },
      };
      const first = newSweeper();
      first.register(sweep);
      await first.sweepAll();
      expect(duringTheFirst).toBe(0);
      await other.sweepAll();
      expect(duringTheFirst).toBe(1);
    });

    it('do not wait for one that waits for others', async () => {
      const sweeper = newSweeper();
      const quick = batches(1);
      let release = (): void => undefined;
      const held = new Promise<number>((resolve) => {
        release = () => {
          resolve(0);
        };
      });
      sweeper.register({ name: 'slow', isSlow: true, run: () => held });
      sweeper.register({
        name: 'quick',
        run: () => {
          release();
          return quick.run();
        },
      });
      await sweeper.sweepAll();
      expect(quick.calls).toBe(2);
    });

    it('hold their lock for a batch, and keep nothing from being vacuumed meanwhile', async () => {
      const sweeper = newSweeper();
      const holders: unknown[] = [];
      sweeper.register({
        name: 'brief',
        run: async () => {
          const found: unknown[] = await dataSource.query(
            `SELECT virtualtransaction AS holder, backend_xmin AS horizon FROM pg_locks JOIN pg_stat_activity USING (pid)
              WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          );
          holders.push(...found);
          return holders.length < 2 ? 1 : 0;
        },
      });
      await sweeper.sweepAll();
      expect(holders).toEqual([
        { holder: expect.any(String) as unknown, horizon: null },
        { holder: expect.any(String) as unknown, horizon: null },
      ]);
      expect(holders[0]).not.toEqual(holders[1]);
    });

    it('go on until nothing is left, and let the others have their turn in between', async () => {
      const sweeper = newSweeper();
      const busy = batches(...Array.from({ length: 450 }, () => 1));
      let before = 0;
      sweeper.register(busy);
      sweeper.register({
        name: 'other',
        run: () => {
          before = busy.calls;
          return Promise.resolve(0);
        },
      });
      await sweeper.sweepAll();
      expect(busy.calls).toBe(451);
      expect(before).toBeLessThan(451);
    });

    it('do not hurry with what waits for others', async () => {
      const sweeper = newSweeper();
      let calls = 0;
      sweeper.register({ name: 'always due', isSlow: true, run: () => Promise.resolve(++calls) });
      await sweeper.sweepAll();
      expect(calls).toBe(200);
    });

    it('stop after the batch that runs', async () => {
      const sweeper = newSweeper();
      let calls = 0;
      sweeper.register({
        name: 'endless',
        run: () => {
          calls += 1;
          void sweeper.onModuleDestroy();
          return Promise.resolve(1);
        },
      });
      await sweeper.sweepAll();
      expect(calls).toBe(1);
    });
  });
});
