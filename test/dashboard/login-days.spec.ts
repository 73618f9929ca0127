import { firstShownDay, SHOWN_DAYS, showLogins } from '../../src/dashboard/login-days';

const NOW = new Date('2026-03-01T10:00:00Z');

it('shows every day, today last, those without a login too', () => {
  const { days, refusals } = showLogins([], NOW);
  expect(days).toHaveLength(SHOWN_DAYS);
  expect(days[0]).toEqual({ day: '2026-01-31', succeeded: 0, refused: 0 });
  expect(days.at(-1)).toEqual({ day: '2026-03-01', succeeded: 0, refused: 0 });
  expect(firstShownDay(NOW)).toBe('2026-01-31');
  expect(refusals).toEqual([]);
});

it('sums refusals of whatever code a day, and by code over all days, the most frequent first', () => {
  const { days, refusals } = showLogins(
    [
      { day: '2026-02-28', outcome: 'success', count: 5 },
      { day: '2026-02-28', outcome: 'user.not_found', count: 2 },
      { day: '2026-02-28', outcome: 'saml.expired', count: 1 },
      { day: '2026-03-01', outcome: 'saml.expired', count: 3 },
      { day: '2026-03-01', outcome: 'saml.replayed', count: 2 },
    ],
    NOW,
  );
  expect(days.slice(-2)).toEqual([
    { day: '2026-02-28', succeeded: 5, refused: 3 },
    { day: '2026-03-01', succeeded: 0, refused: 5 },
  ]);
  expect(refusals).toEqual([
    { code: 'saml.expired', count: 4 },
    { code: 'saml.replayed', count: 2 },
    { code: 'user.not_found', count: 2 },
  ]);
});

it('leaves out what is of another day', () => {
  const { days, refusals } = showLogins([{ day: '2026-01-30', outcome: 'saml.expired', count: 1 }], NOW);
  expect([days.every(({ refused }) => refused === 0), refusals]).toEqual([true, []]);
});
