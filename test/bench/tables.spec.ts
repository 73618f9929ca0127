import {
  enduranceTablesOf,
  scaleTablesOf,
  soakTablesOf,
  tablesOf,
  workersTablesOf,
} from '../../bench/report/tables';
import { markdownTable, textTable } from '../../bench/report/text-table';
import { goodEndurance, goodResults, goodScale, goodSoak, goodWorkers } from './results-example';

describe('tables', () => {
  it('stand in columns on a terminal', () => {
    expect(
      textTable(
        ['side', 'ms'],
        [
          ['ram-sso', '0.60'],
          ['other', '12.00'],
        ],
      ),
    ).toBe(['side        ms', '-------  -----', 'ram-sso   0.60', 'other    12.00'].join('\n'));
  });

  it('are tables of Markdown on a page', () => {
    expect(markdownTable(['side', 'ms'], [['ram-sso', '0.60']])).toBe(
      ['| side | ms |', '| --- | ---: |', '| ram-sso | 0.60 |'].join('\n'),
    );
  });

  it('show each side with its median and spread', () => {
    const [verification, logins, requests, bars] = tablesOf(goodResults());
    expect(verification?.rows).toContainEqual(['ram-sso', '60', '54 to 72', '3.5 ×']);
    expect(logins?.rows).toContainEqual([
      'another',
      '8',
      '6.00',
      '5.40 to 7.20',
      '0.20',
      '2500',
      '3.0',
      '9.0',
      '0',
    ]);
    expect(requests?.rows.map(([name]) => name)).toEqual([
      'GET /session',
      'login start, signed AuthnRequest',
      'login start, AuthnRequest signed by an EC key',
    ]);
    expect(new Set(bars?.rows.map(([, , , isMet]) => isMet))).toEqual(new Set(['yes']));
  });

  it('show what many tenants add', () => {
    const [logins, bars] = scaleTablesOf(goodScale());
    expect(logins?.rows.map(([name]) => name)).toEqual([
      'with 1 tenant and 10 users',
      'with 10000 tenants and 1000000 users',
    ]);
    expect(bars?.rows).toHaveLength(8);
  });

  it('show of an hour its beginning, its end and some minutes between, and all of a few minutes', () => {
    const minutesOf = (minutes: number) => {
      const { samples, ...good } = goodEndurance();
      const [load] = enduranceTablesOf({ ...good, minutes, samples: samples.slice(0, minutes) });
      return load?.rows.map(([minute]) => Number(minute));
    };
    expect(minutesOf(60)).toEqual([1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
    expect(minutesOf(3)).toEqual([1, 2, 3]);
  });

  it('show of workers which cores they keep busy, and what two services do that share nothing', () => {
    const { one, ...good } = goodWorkers();
    const perSecond = { median: 2000, least: 1900, most: 2100 };
    const each = (median: number) => ({ median, least: median, most: median });
    const [, more] = workersTablesOf({
      ...good,
      one: { ...one, cpu: each(0.7), loader: each(0.1), perSecond },
    });
    expect(more?.rows.map(([name, cores, ratio]) => [name, cores, ratio])).toEqual([
      ['one worker', '1.60', '1'],
      ['2 workers', expect.any(String), '1.85 ×'],
      ['two services', expect.any(String), '1.90 ×'],
    ]);
  });

  it('have as many cells in each row as heads', () => {
    for (const { heads, rows } of [
      ...tablesOf(goodResults()),
      ...scaleTablesOf(goodScale()),
      ...soakTablesOf(goodSoak()),
      ...enduranceTablesOf(goodEndurance()),
      ...workersTablesOf(goodWorkers()),
    ]) {
      expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([heads.length]));
    }
  });
});
