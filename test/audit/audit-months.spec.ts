import { monthsFrom } from '../../src/audit/audit-months';

describe('monthsFrom', () => {
  it('names this month and those ahead, over the turn of the year', () => {
    const months = monthsFrom(new Date('2026-11-30T23:59:59.999Z'), 2);
    expect(
      months.map(({ partition, from, to }) => [partition, from.toISOString(), to.toISOString()]),
    ).toEqual([
      ['audit_events_2026_11', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
      ['audit_events_2026_12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
      ['audit_events_2027_01', '2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'],
    ]);
  });

  it('skips no month from the 31st', () => {
    const names = monthsFrom(new Date('2026-01-31T12:00:00Z'), 2).map(({ partition }) => partition);
    expect(names).toEqual(['audit_events_2026_01', 'audit_events_2026_02', 'audit_events_2026_03']);
  });
});
