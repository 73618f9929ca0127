import { FairTurns } from '../../src/idp-trust/fair-turns';

const LIMITS = { waiting: 6, waitingEach: 3 };

/** Works that begin in some order, each until it is told to end. */
function makeWorks(turns: FairTurns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string) =>
    turns.take(name.charAt(0), () => {
      begun.push(name);
      return new Promise<string>((resolve) =>
        ends.set(name, () => {
          resolve(name);
        }),
      );
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, ask, end };
}

it('is one after the other', async () => {
  const { begun, ask, end } = makeWorks(new FairTurns(LIMITS));
  const asked = [ask('a1'), ask('a2')];
  expect(begun).toEqual(['a1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'a2']);
  await end('a2');
  expect(await Promise.all(asked)).toEqual(['a1', 'a2']);
});

it('lets each have his turn, however many another one wants', async () => {
  const { begun, ask, end } = makeWorks(new FairTurns(LIMITS));
  void Promise.all(['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].map(ask));
  for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']) await end(name);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
});

it('is full for one who has too many waiting, and not for another', async () => {
  const turns = new FairTurns(LIMITS);
  const { ask, end } = makeWorks(turns);
  expect(turns.isFullFor('a')).toBe(false);
  void Promise.all(['a1', 'a2', 'a3'].map(ask));
  expect(turns.isFullFor('a')).toBe(false);
  void ask('a4');
  expect([turns.isFullFor('a'), turns.isFullFor('b')]).toEqual([true, false]);
  await end('a1');
  expect(turns.isFullFor('a')).toBe(false);
});

it('is full for all where too many wait in all', () => {
  const turns = new FairTurns(LIMITS);
  const { ask } = makeWorks(turns);
  void Promise.all(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map(ask));
  expect(turns.isFullFor('d')).toBe(false);
  void ask('c2');
  expect(turns.isFullFor('d')).toBe(true);
});

it('goes on after one that failed', async () => {
  const turns = new FairTurns(LIMITS);
  const failed = turns.take('a', () => Promise.reject(new Error('no')));
  const next = turns.take('a', () => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await turns.take('b', () => Promise.resolve('later'))).toBe('later');
});
