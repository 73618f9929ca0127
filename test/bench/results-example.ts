import { LOGIN_START, NODE_SAML, OURS, RSA, SESSION } from '../../bench/names';
import type { BenchResults, LoadFigures } from '../../bench/report/results';
import type { Measured } from '../../bench/report/statistics';

export function around(median: number): Measured {
  return { median, least: median * 0.9, most: median * 1.2 };
}

export function load(name: string, change: Partial<LoadFigures> = {}): LoadFigures {
  return {
    name,
    connections: 8,
    service: around(0.4),
    postgres: around(0.2),
    loader: around(0.1),
    cpu: around(0.6),
    perSecond: around(2500),
    p50: around(3),
    p99: around(9),
    errors: 0,
    ...change,
  };
}

/** A run in which every bar is met. */
export function goodResults(change: Partial<BenchResults> = {}): BenchResults {
  return {
    date: '2026-11-27T00:00:00.000Z',
    machine: { cpu: 'A processor', cores: 2, memoryGigabytes: 24, system: 'A system' },
    versions: { node: 'v20.20.2', 'ram-sso': '0.1.0' },
    rounds: 5,
    bytes: 4942,
    verifications: [
      { name: RSA, microseconds: around(17) },
      { name: OURS, microseconds: around(60) },
      { name: NODE_SAML, microseconds: around(3600) },
    ],
    logins: [
      load(OURS),
      load(OURS, { connections: 64, p99: around(40) }),
      load('another', { cpu: around(6) }),
    ],
    requests: [
      load(SESSION, { cpu: around(0.2) }),
      load(LOGIN_START, { service: around(1.2), postgres: around(0.3), cpu: around(1.5) }),
    ],
    signingMilliseconds: 0.8,
    loginRatio: around(0.2),
    leftOut: [],
    ...change,
  };
}
