import { MOST_ATTEMPTS, nextAttempt, pauseAfter } from '../../src/webhooks/retry-schedule';

const NOW = new Date('2026-01-01T00:00:00Z');
const seconds = (date: Date | null) => date && (date.getTime() - NOW.getTime()) / 1000;

describe('a message that was not delivered', () => {
  it('is sent again after ever longer waits, for some three days', () => {
    const attempts = Array.from({ length: MOST_ATTEMPTS }, (_, index) => index + 1);
    const waits = attempts.map((attempt) => seconds(nextAttempt(attempt, NOW, 0)));
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
    expect(nextAttempt(MOST_ATTEMPTS + 1, NOW, 0)).toBeNull();
  });

  it('waits up to a tenth longer, by chance', () => {
    expect(seconds(nextAttempt(2, NOW, 0.5))).toBeCloseTo(315);
    expect(seconds(nextAttempt(9, NOW, 1))).toBeCloseTo(95_040);
  });
});

it('a receiver that fails is left alone for longer, up to five minutes', () => {
  expect([1, 2, 3, 9, 10, 1000].map((failures) => seconds(pauseAfter(failures, NOW)))).toEqual([
    5, 300, 300, 300, 300, 300,
  ]);
});
