import { measured, median, percentile, ratios } from '../../bench/report/statistics';

describe('statistics', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
    [[10, 9], 9.5],
  ])('has of %p the median %p', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });

  it('gives the middle of the rounds and how far they lie apart', () => {
    expect(measured([5, 1, 9, 4, 30])).toEqual({ median: 5, least: 1, most: 30 });
  });

  it('leaves what it is given as it is', () => {
    const rounds = [2, 1];
    measured(rounds);
    expect(rounds).toEqual([2, 1]);
  });

  it.each([
    [0, 1],
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])('finds the percentile %p', (share, expected) => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, share)).toBe(expected);
  });

  it('divides round by round', () => {
    expect(ratios([2, 9], [4, 3])).toEqual([0.5, 3]);
  });
});
