import { RSA } from '../names';
import { type Bar, barsOf, enduranceBarsOf, scaleBarsOf, soakBarsOf, workersBarsOf } from './bars';
import type {
  BenchResults,
  EnduranceResults,
  LoadFigures,
  ScaleResults,
  SoakResults,
  WorkersResults,
} from './results';
import type { Measured } from './statistics';

export interface ReportTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a report, for a terminal and a page alike. */
export function tablesOf(results: BenchResults): ReportTable[] {
  return [
    verificationTable(results),
    loadTable('One login that begins at the IdP', results.logins),
    ...(results.requests.length > 0 ? [loadTable('Other requests to ram-sso', results.requests)] : []),
    barTable(barsOf(results)),
  ];
}

/** Those of `--scale`. */
export function scaleTablesOf(results: ScaleResults): ReportTable[] {
  const { few, many, tenants, users } = results.scale;
  const rows = [
    { ...few, name: 'with 1 tenant and 10 users' },
    { ...many, name: `with ${tenants} tenants and ${users} users` },
  ];
  return [loadTable('One login that begins at the IdP', rows), barTable(scaleBarsOf(results))];
}

/** Those of `--soak`. */
export function soakTablesOf(results: SoakResults): ReportTable[] {
  const memory: ReportTable = {
    title: 'What the service holds, once all is collected that can be',
    heads: ['logins', 'RSS MB', 'heap MB', 'buffers MB'],
    rows: results.samples.map(({ logins, residentMegabytes, heapMegabytes, externalMegabytes }) => [
      String(logins),
      residentMegabytes.toFixed(0),
      heapMegabytes.toFixed(1),
      externalMegabytes.toFixed(1),
    ]),
  };
  return [memory, barTable(soakBarsOf(results))];
}

/** Those of `--endurance`: of so many minutes not each. */
export function enduranceTablesOf(results: EnduranceResults): ReportTable[] {
  const every = Math.max(1, Math.floor(results.minutes / 12));
  const shown = results.samples.filter(({ minute }) => minute === 1 || minute % every === 0);
  const load: ReportTable = {
    title: `${results.perSecond} requests a second for ${results.minutes} minutes, half of ${results.fullPerSecond.toFixed(0)}`,
    heads: [
      'minute',
      'requests',
      'errors',
      'p99 ms',
      'RSS MB',
      'heap MB',
      'buffers MB',
      'open files',
      'active',
    ],
    rows: shown.map((sample) => [
      String(sample.minute),
      String(sample.requests),
      String(sample.errors),
      sample.p99.toFixed(1),
      sample.residentMegabytes.toFixed(0),
      sample.heapMegabytes.toFixed(1),
      sample.externalMegabytes.toFixed(1),
      String(sample.openFiles),
      String(sample.activeResources),
    ]),
  };
  return [load, barTable(enduranceBarsOf(results))];
}

/** Those of `--workers`. */
export function workersTablesOf(results: WorkersResults): ReportTable[] {
  const { one, two, apart } = results;
  return [
    loadTable('One login that begins at the IdP', [one, two, apart]),
    {
      title: 'What more there is to be had',
      heads: ['side', 'cores in use, of all processes', 'logins a second, over one worker', 'least to most'],
      rows: [
        [one.name, coresOf(one), '1', ''],
        [two.name, coresOf(two), `${results.ratio.median.toFixed(2)} ×`, spread(results.ratio, 2)],
        [
          apart.name,
          coresOf(apart),
          `${results.apartRatio.median.toFixed(2)} ×`,
          spread(results.apartRatio, 2),
        ],
      ],
    },
    barTable(workersBarsOf(results)),
  ];
}

function coresOf({ cpu, loader, perSecond }: LoadFigures): string {
  return (((cpu.median + loader.median) * perSecond.median) / 1000).toFixed(2);
}

function verificationTable({ verifications, bytes }: BenchResults): ReportTable {
  const rsa = verifications.find(({ name }) => name === RSA)?.microseconds.median ?? NaN;
  return {
    title: `Verification of one signed response of ${bytes} bytes: no HTTP, no database`,
    heads: ['verifier', 'CPU µs', 'least to most', 'over RSA'],
    rows: verifications.map(({ name, microseconds }) => [
      name,
      microseconds.median.toFixed(0),
      spread(microseconds, 0),
      `${(microseconds.median / rsa).toFixed(1)} ×`,
    ]),
  };
}

function loadTable(title: string, all: readonly LoadFigures[]): ReportTable {
  return {
    title,
    heads: [
      'side',
      'connections',
      'CPU ms',
      'least to most',
      'of it Postgres',
      'a second',
      'p50 ms',
      'p99 ms',
      'errors',
    ],
    rows: all.map(({ name, connections, cpu, postgres, perSecond, p50, p99, errors }) => [
      name,
      String(connections),
      cpu.median.toFixed(2),
      spread(cpu, 2),
      postgres.median.toFixed(2),
      perSecond.median.toFixed(0),
      p50.median.toFixed(1),
      p99.median.toFixed(1),
      String(errors),
    ]),
  };
}

function barTable(bars: readonly Bar[]): ReportTable {
  return {
    title: 'What is to be reached',
    heads: ['what', 'bar', 'here', 'met'],
    rows: bars.map(({ what, bar, value, isMet }) => [what, bar, value, isMet ? 'yes' : 'NO']),
  };
}

function spread({ least, most }: Measured, digits: number): string {
  return `${least.toFixed(digits)} to ${most.toFixed(digits)}`;
}
