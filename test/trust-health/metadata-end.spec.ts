import { daysUntil } from '../../src/trust-health/days';
import { metadataEnd } from '../../src/trust-health/metadata-end';

const NOW = new Date('2026-03-01T10:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

/** Of metadata that have said this end for so many days, and end in so many. */
const told = (
  since: number,
  left: number,
  change: { source?: 'upload' | 'url'; isRefreshFailing?: boolean } = {},
): boolean => {
  const metadata = { validUntil: days(left), validUntilSince: days(-since) };
  return metadataEnd({ ...metadata, source: 'url', isRefreshFailing: false, ...change }, NOW) !== null;
};

it.each<[string, number, number, boolean]>([
  ['a week, put off each day', 1, 6, false],
  ['a week, put off in its middle', 3.5, 3.5, false],
  ['a week, and not put off', 5.25, 1.75, true],
  ['a fortnight, put off each week', 7, 7, false],
  ['a fortnight, and not put off', 11, 3, true],
  ['a month, put off each week', 8, 22, false],
  ['a month, and not put off', 23, 7, true],
  ['a year that is never put off', 335, 30, true],
  ['a year, just come', 0, 365, false],
  ['a day, which is always near its end', 0.9, 0.1, false],
  ['an hour', 0.03, 0.01, false],
  ['just short of four days', 3.5, 0.4, false],
  ['four days', 3.5, 0.5, true],
])('an address whose end is told for %s', (_, since, left, expected) => {
  expect(told(since, left)).toBe(expected);
});

it('always tells the end of what is not put off: an upload, and what can not be fetched', () => {
  expect(told(0, 0.5, { source: 'upload' })).toBe(true);
  expect(told(0, 365, { source: 'upload' })).toBe(true);
  expect(told(0.9, 0.1, { isRefreshFailing: true })).toBe(true);
  expect(told(1, 6, { isRefreshFailing: true })).toBe(true);
});

it('knows no end where the metadata say none', () => {
  for (const source of ['upload', 'url'] as const) {
    const metadata = { source, validUntil: null, validUntilSince: null, isRefreshFailing: true };
    expect(metadataEnd(metadata, NOW)).toBeNull();
  }
});

it.each([
  [30, 30],
  [29.01, 30],
  [1, 1],
  [0.001, 1],
  [0, 0],
  [-0.5, 0],
  [-1, -1],
  [-1.5, -1],
])('counts %p days as %p', (left, expected) => {
  expect(Object.is(daysUntil(days(left), NOW), expected)).toBe(true);
});
