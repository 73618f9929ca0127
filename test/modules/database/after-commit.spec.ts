import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { Transactions } from '../../../src/database/transactions';
import { createDatabase, type TestDatabase } from '../../support/postgres';

let database: TestDatabase;
let dataSource: DataSource;
let transactions: Transactions;
beforeAll(async () => {
  database = await createDatabase();
  dataSource = new DataSource(dataSourceOptions(database.url, { poolSize: 2 }));
  await dataSource.initialize();
  await dataSource.query('CREATE TABLE noted (word text)');
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(async () => {
  transactions = new Transactions(dataSource);
  await dataSource.query('TRUNCATE noted');
});

const noted = () => dataSource.query<{ word: string }[]>('SELECT word FROM noted');

describe('what is to be done after a transaction', () => {
  it('is done once others see what it wrote, in order', async () => {
    const seen: Promise<unknown>[] = [];
    const done: number[] = [];
    const result = await transactions.run(async (tx) => {
      await tx.query(`INSERT INTO noted VALUES ('a')`);
      for (const n of [1, 2]) {
        transactions.afterCommit(tx, () => {
          done.push(n);
          seen.push(noted());
        });
      }
      expect(done).toEqual([]);
      return 'result';
    });
    expect([result, done]).toEqual(['result', [1, 2]]);
    expect(await Promise.all(seen)).toEqual([[{ word: 'a' }], [{ word: 'a' }]]);
  });

  it('is not done where it is undone', async () => {
    const then = jest.fn();
    const work = transactions.run((tx) => {
      transactions.afterCommit(tx, then);
      return Promise.reject(new Error('undone'));
    });
    await expect(work).rejects.toThrow('undone');
    await transactions.run(() => Promise.resolve());
    expect(then).not.toHaveBeenCalled();
  });

  it('is done once where it took a second try', async () => {
    const tries: number[] = [];
    const done: number[] = [];
    await transactions.run((tx) => {
      const now = tries.push(tries.length);
      transactions.afterCommit(tx, () => done.push(now));
      if (now === 1) throw Object.assign(new Error('deadlock'), { code: '40P01' });
      return Promise.resolve();
    });
    expect([tries.length, done]).toEqual([2, [2]]);
  });
});
