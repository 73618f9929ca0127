import { LOGIN_START, LOGIN_START_EC, NODE_SAML, OURS, RSA, SESSION } from '../../bench/names';
import { barsOf, enduranceBarsOf, scaleBarsOf, soakBarsOf, workersBarsOf } from '../../bench/report/bars';
import type {
  AggregateFigures,
  BenchResults,
  EnduranceSample,
  ScaleFigures,
} from '../../bench/report/results';
import {
  around,
  goodEndurance,
  goodResults,
  goodScale,
  goodSoak,
  goodWorkers,
  load,
} from './results-example';

const forged = { good: 950, goodAccepted: 950, kinds: [{ kind: 'wrapped', sent: 50, accepted: 0 }] };

function missed(change: Partial<BenchResults>): string[] {
  return barsOf(goodResults(change))
    .filter(({ isMet }) => !isMet)
    .map(({ value }) => value);
}

function missedScale(scale: Partial<ScaleFigures>, aggregate: Partial<AggregateFigures>): string[] {
  const good = goodScale();
  const changed = {
    ...good,
    scale: { ...good.scale, ...scale },
    aggregate: { ...good.aggregate, ...aggregate },
  };
  return scaleBarsOf(changed)
    .filter(({ isMet }) => !isMet)
    .map(({ value }) => value);
}

describe('the bars', () => {
  it('are all met by a run that reaches them', () => {
    expect(barsOf(goodResults({ forged }))).toHaveLength(14);
    expect(missed({ forged })).toEqual([]);
    expect(scaleBarsOf(goodScale())).toHaveLength(8);
    expect(missedScale({}, {})).toEqual([]);
  });

  it.each<[string, Partial<BenchResults>, string[]]>([
    [
      'a slow verification',
      {
        verifications: [
          { name: RSA, microseconds: around(17) },
          { name: OURS, microseconds: around(90) },
          { name: NODE_SAML, microseconds: around(3600) },
        ],
      },
      ['90 µs', '5.3 ×', '40 ×'],
    ],
    ['a dear login', { loginRatio: around(0.26) }, ['0.260 ×']],
    ['few logins a second', { logins: [load(OURS, { perSecond: around(1999) })] }, ['1999']],
    ['slow answers', { logins: [load(OURS, { p99: around(25.5) })] }, ['25.5 ms']],
    ['slow answers over many', { logins: [load(OURS, { connections: 64, p99: around(61) })] }, ['61.0 ms']],
    ['errors', { logins: [load(OURS, { errors: 1 })] }, ['1']],
    ['a dear look-up', { requests: [load(SESSION, { cpu: around(0.31) })] }, ['0.52 ×']],
    [
      'a start of which signing is not the most',
      { requests: [load(LOGIN_START, { service: around(1.7) })] },
      ['0.80 ms, 0.90 ms, 0.20 ms'],
    ],
    [
      'a start of which Postgres is the most',
      { requests: [load(LOGIN_START, { service: around(1), postgres: around(0.9) })] },
      ['0.80 ms, 0.20 ms, 0.90 ms'],
    ],
    [
      'an EC key that spares little',
      {
        requests: [
          load(LOGIN_START, { cpu: around(1), service: around(1.2) }),
          load(LOGIN_START_EC, { cpu: around(0.95) }),
        ],
      },
      ['0.95 ×'],
    ],
    [
      'a forged one that got in',
      { forged: { ...forged, kinds: [{ kind: 'wrapped', sent: 50, accepted: 1 }] } },
      ['1 of 50 got in, 950 of 950 others did'],
    ],
    [
      'a good one that was refused beside forged ones',
      { forged: { ...forged, goodAccepted: 949 } },
      ['0 of 50 got in, 949 of 950 others did'],
    ],
    [
      'a run without forged ones',
      { forged: { ...forged, kinds: [] } },
      ['0 of 0 got in, 950 of 950 others did'],
    ],
  ])('show %s', (_, change, values) => {
    expect(missed(change)).toEqual(values);
  });

  it.each<[string, Partial<ScaleFigures>, Partial<AggregateFigures>, string[]]>([
    ['a cost that grows', { ratio: around(1.11) }, {}, ['1.11 ×']],
    ['a slow start', { readyMilliseconds: 2010 }, {}, ['2.01 s']],
    ['much memory', { residentMegabytes: 201, kilobytesPerTenant: 61 }, {}, ['201 MB', '61 KB']],
    ['a slow aggregate', {}, { seconds: 2.1 }, ['2.10 s']],
    ['an aggregate that needs much', {}, { residentMegabytes: 301 }, ['301 MB']],
    [
      'an aggregate that stops others',
      {},
      { slowestLoginMilliseconds: 251, besideP99: 61 },
      ['251 ms', '61.0 ms'],
    ],
  ])('show %s', (_, scale, aggregate, values) => {
    expect(missedScale(scale, aggregate)).toEqual(values);
  });

  it('show what grows with logins, once the service is warm', () => {
    const good = goodSoak();
    const missedBy = (change: Partial<typeof good>) =>
      soakBarsOf({ ...good, ...change })
        .filter(({ isMet }) => !isMet)
        .map(({ value }) => value);
    expect(missedBy({})).toEqual([]);
    expect(missedBy({ errors: 2 })).toEqual(['2']);
    const [first, warm, end] = good.samples;
    if (!first || !warm || !end) throw new Error('there are three');
    expect(missedBy({ samples: [first, warm, { ...end, heapMegabytes: 62.1 }] })).toEqual(['2.1 MB']);
    expect(missedBy({ samples: [first, warm, { ...end, residentMegabytes: 202 }] })).toEqual(['11 MB']);
    expect(missedBy({ samples: [] })).toContain('NaN MB');
  });

  it('show a second worker that brings little, and logins that were not accepted', () => {
    const missedBy = (change: Partial<ReturnType<typeof goodWorkers>>) =>
      workersBarsOf({ ...goodWorkers(), ...change })
        .filter(({ isMet }) => !isMet)
        .map(({ value }) => value);
    expect(missedBy({})).toEqual([]);
    expect(missedBy({ ratio: around(1.79) })).toEqual(['1.79 ×']);
    expect(missedBy({ two: { ...load('2 workers'), errors: 3 } })).toEqual(['3']);
  });

  it('show what grows with time, once sweeps have come as far as logins', () => {
    const good = goodEndurance();
    const missedBy = (change: (minute: number) => Partial<EnduranceSample>) =>
      enduranceBarsOf({
        ...good,
        samples: good.samples.map((sample) => ({ ...sample, ...change(sample.minute) })),
      })
        .filter(({ isMet }) => !isMet)
        .map(({ value }) => value);
    expect(missedBy(() => ({}))).toEqual([]);
    expect(missedBy((minute) => ({ heapMegabytes: Math.min(minute, 14) }))).toEqual([]);
    expect(missedBy((minute) => ({ errors: minute === 7 ? 1 : 0 }))).toEqual(['1']);
    expect(missedBy((minute) => ({ heapMegabytes: 50 + minute / 10 }))).toEqual(['2.2 MB']);
    expect(missedBy((minute) => ({ residentMegabytes: 180 + minute }))).toEqual(['23 MB']);
    expect(missedBy((minute) => ({ openFiles: 60 + minute }))).toEqual(['23']);
    expect(missedBy((minute) => ({ activeResources: 30 + Math.floor(minute / 20) }))).toEqual(['1']);
  });

  it('are not met by what was not measured', () => {
    const nothing = { ...goodEndurance(), samples: [] };
    expect(enduranceBarsOf(nothing).filter(({ isMet }) => !isMet)).toHaveLength(4);
    expect(missed({ verifications: [] })).toEqual(['NaN µs', 'NaN ×', 'NaN ×']);
  });
});
