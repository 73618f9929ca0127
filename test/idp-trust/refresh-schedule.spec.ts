import { nextAttempt, nextRefresh } from '../../src/idp-trust/refresh-schedule';

const NOW = new Date('2026-03-01T10:00:00Z');
const HOUR = 3600;
const ahead = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const secondsUntil = (instant: Date) => Math.round((instant.getTime() - NOW.getTime()) / 1000);

describe('a refresh', () => {
  it.each([
    ['as the cacheDuration says', { cacheSeconds: 2 * HOUR, validUntil: null }, 2 * HOUR],
    ['an hour from now at least', { cacheSeconds: 60, validUntil: null }, HOUR],
    ['an hour from now, too, where nothing may be kept', { cacheSeconds: 0, validUntil: null }, HOUR],
    ['six hours from now where nothing is said', { cacheSeconds: null, validUntil: null }, 6 * HOUR],
    ['well before the validity ends', { cacheSeconds: 20 * HOUR, validUntil: ahead(8 * HOUR) }, 6 * HOUR],
    ['in an hour where it ends sooner', { cacheSeconds: null, validUntil: ahead(60) }, HOUR],
    ['in an hour where it has ended', { cacheSeconds: null, validUntil: ahead(-HOUR) }, HOUR],
    ['no sooner for a validity of years', { cacheSeconds: null, validUntil: ahead(9e7) }, 6 * HOUR],
  ])('comes %s', (_, lifetime, expected) => {
    expect(secondsUntil(nextRefresh(lifetime, NOW, 0))).toBe(expected);
  });

  it('comes up to a tenth later by chance, and a day from now at most', () => {
    expect(secondsUntil(nextRefresh({ cacheSeconds: HOUR, validUntil: null }, NOW, 0.5))).toBe(1.05 * HOUR);
    expect(secondsUntil(nextRefresh({ cacheSeconds: 9e7, validUntil: null }, NOW, 1))).toBe(24 * HOUR);
  });
});

it('is tried again after an hour, and ever more rarely, once a day at least', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 1000].map((failures) => secondsUntil(nextAttempt(failures, NOW, 0)));
  expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16].map((hours) => hours * HOUR));
  expect(new Set(waits.slice(5)).size).toBe(1);
  expect(secondsUntil(nextAttempt(1000, NOW, 1))).toBe(24 * HOUR);
});
