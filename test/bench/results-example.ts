import { LOGIN_START, LOGIN_START_EC, NODE_SAML, OURS, RSA, SESSION } from '../../bench/names';
import type {
  BenchResults,
  EnduranceResults,
  LoadFigures,
  ScaleResults,
  SoakResults,
  WorkersResults,
} from '../../bench/report/results';
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

const CIRCUMSTANCES = {
  date: '2026-11-27T00:00:00.000Z',
  machine: { cpu: 'A processor', cores: 2, memoryGigabytes: 24, system: 'A system' },
  versions: { node: 'v20.20.2', 'ram-sso': '0.1.0' },
  rounds: 5,
};

/** A run in which every bar is met. */
export function goodResults(change: Partial<BenchResults> = {}): BenchResults {
  return {
    ...CIRCUMSTANCES,
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
      load(LOGIN_START_EC, { service: around(0.5), postgres: around(0.3), cpu: around(0.8) }),
    ],
    signingMilliseconds: 0.8,
    loginRatio: around(0.2),
    leftOut: [],
    ...change,
  };
}

/** Likewise of `--scale`. */
export function goodScale(): ScaleResults {
  return {
    ...CIRCUMSTANCES,
    scale: {
      tenants: 10_000,
      activeTenants: 1000,
      users: 1_000_000,
      few: load(OURS),
      many: load(OURS),
      ratio: around(1.05),
      readyMilliseconds: 1500,
      residentMegabytes: 150,
      kilobytesPerTenant: 40,
    },
    aggregate: {
      entities: 5000,
      megabytes: 20,
      seconds: 1.4,
      residentMegabytes: 250,
      aloneP99: 9,
      besideP99: 20,
      slowestLoginMilliseconds: 60,
    },
  };
}

/** Likewise of `--workers`. */
export function goodWorkers(): WorkersResults {
  return {
    ...CIRCUMSTANCES,
    one: load('one worker'),
    two: load('2 workers'),
    apart: load('two services'),
    ratio: around(1.85),
    apartRatio: around(1.9),
  };
}

/** Likewise of `--soak`. */
export function goodSoak(): SoakResults {
  const sample = { residentMegabytes: 180, heapMegabytes: 60, externalMegabytes: 5 };
  return {
    ...CIRCUMSTANCES,
    logins: 200_000,
    errors: 0,
    samples: [
      { ...sample, logins: 10_000, heapMegabytes: 50 },
      { ...sample, logins: 20_000 },
      { ...sample, logins: 200_000, heapMegabytes: 61.5 },
    ],
  };
}

/** Likewise of `--endurance`. */
export function goodEndurance(): EnduranceResults {
  const held = { residentMegabytes: 180, heapMegabytes: 50, externalMegabytes: 5 };
  const open = { openFiles: 60, activeResources: 30, postgresProcesses: 20 };
  const sample = { ...held, ...open, requests: 60_000, errors: 0, p99: 9, slowest: 40 };
  const samples = Array.from({ length: 60 }, (_, index) => ({ ...sample, minute: index + 1 }));
  return { ...CIRCUMSTANCES, rounds: 60, minutes: 60, fullPerSecond: 2000, perSecond: 1000, samples };
}
