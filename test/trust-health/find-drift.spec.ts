import type { FoundCount } from '../../src/login-counts/count-buffer';
import type { CountKind } from '../../src/login-counts/count-values';
import { findDrift, WATCHED_KINDS, type WatchedKind } from '../../src/trust-health/find-drift';

type Values = Readonly<Record<string, number>>;

const counts = (kind: CountKind, values: Values): FoundCount[] =>
  Object.entries(values).map(([value, count]) => ({
    day: '2026-03-01',
    kind,
    value,
    count,
    lastAt: new Date('2026-03-01T10:00:00Z'),
  }));

const driftOf = (kind: WatchedKind, before: Values, lately: Values, skew = 60) => {
  const found = findDrift(counts(kind, lately), counts(kind, before), skew).find((one) => one.kind === kind);
  if (!found) throw new Error(`${kind} is not watched`);
  return found;
};

const SOME = WATCHED_KINDS.filter((kind) => kind !== 'clock_difference');

describe.each(SOME)('%s', (kind) => {
  it.each<[string, Values, Values, boolean]>([
    ['nothing at all', {}, {}, false],
    ['nothing of late', { a: 100 }, {}, false],
    ['the same as ever', { a: 100 }, { a: 3 }, false],
    ['one that is new', { a: 100 }, { b: 1 }, true],
    ['one that is new beside the usual one', { a: 100 }, { a: 20, b: 1 }, true],
    ['one that is rare and not new', { a: 100, b: 1 }, { b: 20 }, false],
    ['one after just enough to know what is usual', { a: 3, b: 2 }, { c: 1 }, true],
    ['one after too few', { a: 4 }, { b: 50 }, false],
    ['one after none', {}, { b: 50 }, false],
  ])('%s', (_, before, lately, isChanged) => {
    expect(driftOf(kind, before, lately).isChanged).toBe(isChanged);
  });
});

it('takes no notice of whether people begin at the IdP', () => {
  expect(driftOf('binding', { redirect: 100 }, { unsolicited: 5 }).isChanged).toBe(false);
  expect(driftOf('binding', { unsolicited: 100 }, { redirect: 5 }).isChanged).toBe(false);
  expect(driftOf('binding', { redirect: 100 }, { unsolicited: 5, post: 1 }).isChanged).toBe(true);
});

describe('clock_difference', () => {
  it.each<[string, Values, Values, number, boolean]>([
    ['none', {}, {}, 60, false],
    ['as ever', { '0': 50 }, { '0': 10 }, 60, false],
    ['a few that lingered on the way', { '0': 50 }, { '0': 10, '-120': 4 }, 60, false],
    ['two that lingered, and no other', { '0': 50 }, { '-120': 2 }, 60, false],
    ['half of what is tolerated', {}, { '30': 3 }, 60, true],
    ['half of it, behind', {}, { '-30': 3 }, 60, true],
    ['nearly half, as ever', { '15': 50 }, { '15': 10 }, 60, false],
    ['nearly half, and moved', { '0': 50 }, { '15': 10 }, 60, true],
    ['moved to and fro', { '-5': 50 }, { '5': 10 }, 60, false],
    ['moved away from the other side', { '-15': 50 }, { '5': 10 }, 60, true],
    ['moved, after too few to know', { '0': 4 }, { '15': 10 }, 60, false],
    ['beyond half, as ever', { '30': 50 }, { '30': 10 }, 60, true],
    ['what more is tolerated', { '30': 50 }, { '30': 10 }, 300, false],
    ['any at all, where none is tolerated', { '5': 50 }, { '5': 10 }, 0, true],
    ['none, where none is tolerated', { '0': 50 }, { '0': 10 }, 0, false],
  ])('%s', (_, before, lately, skew, isChanged) => {
    expect(driftOf('clock_difference', before, lately, skew).isChanged).toBe(isChanged);
  });

  it.each<[Values, number | null]>([
    [{}, null],
    [{ '5': 1 }, 5],
    [{ '-900': 1, '0': 1, '15': 1 }, 0],
    [{ '60': 3, '-5': 2 }, 60],
    [{ '-5': 2, '60': 2 }, -5],
  ])('has of %p the median %p', (values, median) => {
    expect(driftOf('clock_difference', values, values)).toMatchObject({ median, medianBefore: median });
  });
});

it('tells each kind once, the most frequent value first, summed over the days', () => {
  const lately = [
    ...counts('signature_place', { assertion: 2, both: 3 }),
    ...counts('signature_place', { assertion: 2 }),
    ...counts('outcome', { success: 9 }),
  ];
  const drift = findDrift(lately, [], 60);
  expect(drift.map(({ kind }) => kind)).toEqual(WATCHED_KINDS);
  expect(drift.find(({ kind }) => kind === 'signature_place')).toMatchObject({
    lately: [
      { value: 'assertion', count: 4 },
      { value: 'both', count: 3 },
    ],
    before: [],
    median: null,
  });
});
