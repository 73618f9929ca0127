import { namesOneSlipAway, slipsBetween } from '../../src/ram-users/near-names';

describe('slips between names', () => {
  it.each([
    ['alice', 'alice', 0],
    ['alice', 'alcie', 1],
    ['alice', 'alic', 1],
    ['alice', 'alicee', 1],
    ['alice', 'slice', 1],
    ['alice', 'lie', 2],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('%s, %s: %i', (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips);
    expect(slipsBetween(other, one)).toBe(slips);
  });
});

describe('names one slip away', () => {
  it('are all of them, and no others', () => {
    const near = namesOneSlipAway('abc');
    for (const name of ['ab', 'ac', 'bc', 'bac', 'acb', 'xabc', 'abcx', 'abxc', 'xbc', 'abx', 'a.c', 'ab-c'])
      expect(near).toContain(name);
    expect(near.filter((name) => slipsBetween('abc', name) !== 1)).toEqual([]);
    expect(new Set(near).size).toBe(near.length);
  });

  it('are bounded', () => {
    expect(namesOneSlipAway('a'.repeat(32)).length).toBeLessThan(3000);
    expect(namesOneSlipAway('a'.repeat(33))).toEqual([]);
  });
});
