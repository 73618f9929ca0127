import { randomUUID } from 'node:crypto';
import { Transactions } from '../../src/database/transactions';
import { IdempotencyKeysRepository } from '../../src/idempotency/idempotency-keys.repository';
import { Places } from '../../src/idempotency/places';
import { codeOf, createTenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

describe('a request with an Idempotency-Key is done once', () => {
  let app: TestApp;
  let other: TestApp;
  beforeAll(async () => {
    app = await startApp();
    other = await startApp({}, app);
  });
  afterAll(async () => {
    await other.close();
    await app.close();
  });
  afterEach(() => jest.restoreAllMocks());

  const post = (path: string, body: object, key: string, node = app): Promise<TestResponse> =>
    node.request('POST', path, { body, headers: { 'idempotency-key': key } });
  const keysOf = (node: TestApp) => node.nest.get(IdempotencyKeysRepository, { strict: false });
  const itemsOf = async (path: string) =>
    ((await app.request('GET', path)).body as { items: object[] }).items;

  it('where many come at once, on two nodes', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}/webhooks`;
    const key = randomUUID();
    const send = (_: unknown, index: number) =>
      post(path, { url: 'https://hook.example/' }, key, index % 2 === 0 ? app : other);
    const answers = await Promise.all(Array.from({ length: 12 }, send));
    expect(await itemsOf(path)).toHaveLength(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(made.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect([answer.status, codeOf(answer), answer.headers['retry-after']]).toEqual([409, 'conflict', '1']);
    }
  });

  it('and a repetition is told to wait while the first is under way, on another node too', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}/users`;
    const key = randomUUID();
    const keys = keysOf(app);
    const put = keys.put.bind(keys);
    const gate: { open?: () => void } = {};
    const atWork = new Promise<void>((begun) => {
      jest.spyOn(keys, 'put').mockImplementationOnce(async (tx, row) => {
        begun();
        await new Promise<void>((open) => (gate.open = open));
        await put(tx, row);
      });
    });
    const underWay = post(path, { userName: 'alice' }, key);
    await atWork;
    for (const node of [app, other]) {
      const early = await post(path, { userName: 'alice' }, key, node);
      expect([early.status, codeOf(early), early.headers['retry-after']]).toEqual([409, 'conflict', '1']);
    }
    gate.open?.();
    const first = await underWay;
    const late = await post(path, { userName: 'alice' }, key, other);
    expect([first.status, late.status, late.text]).toEqual([201, 201, first.text]);
  });

  it('or not at all: where its answer can not be kept, nothing is made and nothing is audited', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}`;
    const key = randomUUID();
    jest.spyOn(keysOf(app), 'put').mockRejectedValueOnce(new Error('the node dies'));
    const failed = await post(`${path}/users`, { userName: 'alice' }, key);
    expect([failed.status, codeOf(failed)]).toEqual([500, 'internal']);
    expect(await itemsOf(`${path}/users`)).toEqual([]);
    expect(await itemsOf(`${path}/audit-events?type=user.created`)).toEqual([]);
    const again = await post(`${path}/users`, { userName: 'alice' }, key);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });

  it('while more come than there are connections', async () => {
    const { alias } = await createTenant(app);
    const path = `/api/v1/tenants/${alias}/users`;
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => post(path, { userName: `u${index}` }, randomUUID())),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await itemsOf(`${path}?limit=500`)).toHaveLength(60);
  });
});

describe('joint transactions', () => {
  let app: TestApp;
  let transactions: Transactions;
  beforeAll(async () => {
    app = await startApp();
    transactions = app.nest.get(Transactions);
    await app.dataSource.query('CREATE TABLE joint (word text PRIMARY KEY)');
  });
  beforeEach(() => app.dataSource.query('DELETE FROM joint'));
  afterAll(() => app.close());

  const add = (word: string) =>
    transactions.run(async (tx) => {
      await tx.query('INSERT INTO joint VALUES ($1)', [word]);
    });
  const words = async () =>
    (await app.dataSource.query<{ word: string }[]>('SELECT word FROM joint ORDER BY word')).map(
      ({ word }) => word,
    );

  it('stand or fall as one', async () => {
    const failing = transactions.runJointly(async () => {
      await add('a');
      await add('b');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await words()).toEqual([]);
    await transactions.runJointly(async () => {
      await add('a');
      expect(await words()).toEqual([]);
      await add('b');
    });
    expect(await words()).toEqual(['a', 'b']);
  });

  it('undo a part that failed alone', async () => {
    await transactions.runJointly(async () => {
      await add('a');
      await expect(add('a')).rejects.toThrow();
      await add('b');
    });
    expect(await words()).toEqual(['a', 'b']);
  });

  it('do afterwards what a part wants to be done after the commit', async () => {
    const seen: string[] = [];
    await transactions.runJointly(async () => {
      await transactions.run((tx) => {
        transactions.afterCommit(tx, () => seen.push('after'));
        return Promise.resolve();
      });
      seen.push('before');
    });
    expect(seen).toEqual(['before', 'after']);
  });

  it('take nobody in who comes after their end', async () => {
    let late: () => Promise<void> = () => Promise.resolve();
    const end = new Promise<void>((open) => {
      late = async () => {
        open();
        await Promise.resolve();
      };
    });
    let later: Promise<void> | undefined;
    await transactions.runJointly(async () => {
      later = end.then(() => add('late'));
      await add('a');
    });
    await late();
    await later;
    expect(await words()).toEqual(['a', 'late']);
  });
});

describe('places', () => {
  it('are as many as there are, and go from one to the next, also after a failure', async () => {
    const places = new Places(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((index) =>
      places.take(async () => {
        begun.push(index);
        await new Promise<void>((end) => ends.push(end));
        if (index === 0) throw new Error('no');
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await expect(works[0]).rejects.toThrow('no');
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    ends[1]?.();
    await works[1];
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const end of ends) end();
    await Promise.all(works.slice(1));
  });
});
