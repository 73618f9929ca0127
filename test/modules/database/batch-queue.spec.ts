import { BatchQueue } from '../../../src/database/batch-queue';

/** Answers each item by itself, twice, once it is told to. */
class Sender {
  readonly batches: (readonly number[])[] = [];
  private readonly open: { answer: (answers: readonly string[]) => void; fail: (error: Error) => void }[] =
    [];

  readonly send = (items: readonly number[]): Promise<readonly string[]> => {
    this.batches.push(items);
    return new Promise((answer, fail) => this.open.push({ answer, fail }));
  };

  answer(batch: number, answers = this.batches[batch]?.map((item) => `${item}${item}`) ?? []): void {
    this.open[batch]?.answer(answers);
  }

  fail(batch: number, error: Error): void {
    this.open[batch]?.fail(error);
  }
}

describe('a queue of batches', () => {
  let sender: Sender;
  let queue: BatchQueue<number, string>;
  beforeEach(() => {
    sender = new Sender();
    queue = new BatchQueue({ items: 4, underway: 2, crowd: 3 }, sender.send);
  });

  const addAll = (...items: number[]) => items.map((item) => queue.add(item));

  it('sends what comes first at once and alone, and what comes meanwhile together once that is answered', async () => {
    const [first, ...others] = addAll(1, 2, 3);
    expect(sender.batches).toEqual([[1]]);
    sender.answer(0);
    expect(await first).toBe('11');
    expect(sender.batches).toEqual([[1], [2, 3]]);
    sender.answer(1);
    expect(await Promise.all(others)).toEqual(['22', '33']);
  });

  it('is idle again afterwards', async () => {
    const [first] = addAll(1);
    sender.answer(0);
    await first;
    void addAll(2);
    expect(sender.batches).toEqual([[1], [2]]);
  });

  it('sends a crowd beside what is under way, and no more at once than it may', () => {
    void addAll(1, 2, 3, 4, 5, 6, 7);
    expect(sender.batches).toEqual([[1], [2, 3, 4]]);
  });

  it('sends no crowd that is smaller than what is under way', () => {
    queue = new BatchQueue({ items: 8, underway: 3, crowd: 2 }, sender.send);
    void addAll(1, 2, 3, 4, 5);
    expect(sender.batches).toEqual([[1], [2, 3]]);
    void addAll(6);
    expect(sender.batches).toEqual([[1], [2, 3], [4, 5, 6]]);
  });

  it('sends no more together than it may, the longest waiting first', async () => {
    const [first] = addAll(1, 2, 3, 4, 5, 6, 7, 8, 9);
    sender.answer(0);
    await first;
    expect(sender.batches).toEqual([[1], [2, 3, 4], [5, 6, 7, 8]]);
  });

  it('gives each its own answer, whichever batch is answered first', async () => {
    const answers = addAll(1, 2, 3, 4);
    sender.answer(1);
    expect(await Promise.all(answers.slice(1))).toEqual(['22', '33', '44']);
    sender.answer(0);
    expect(await answers[0]).toBe('11');
  });

  it('fails each of a batch that fails, and none of another', async () => {
    const answers = addAll(1, 2, 3, 4);
    sender.fail(1, new Error('lost'));
    sender.answer(0);
    expect(await Promise.allSettled(answers)).toMatchObject([
      { status: 'fulfilled', value: '11' },
      ...Array.from({ length: 3 }, () => ({ status: 'rejected', reason: { message: 'lost' } })),
    ]);
  });

  it('goes on after a failure', async () => {
    const [first, second] = addAll(1, 2);
    sender.fail(0, new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    sender.answer(1);
    expect(await second).toBe('22');
  });

  it('believes no answers that are not one for each', async () => {
    const [first, ...others] = addAll(1, 2, 3);
    sender.answer(0);
    await first;
    sender.answer(1, ['22']);
    for (const { status } of await Promise.allSettled(others)) expect(status).toBe('rejected');
  });
});
