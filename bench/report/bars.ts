import { LOGIN_START, LOGIN_START_EC, NODE_SAML, OURS, RSA, SESSION } from '../names';
import type {
  AggregateFigures,
  BenchResults,
  EnduranceResults,
  EnduranceSample,
  LoadFigures,
  ScaleFigures,
  ScaleResults,
  SoakResults,
  WorkersResults,
} from './results';
import { median } from './statistics';

/** A figure that is to be reached. */
export interface Bar {
  readonly what: string;
  readonly bar: string;
  readonly value: string;
  readonly isMet: boolean;
}

/** Each bar of what was measured. */
export function barsOf(results: BenchResults): Bar[] {
  return [
    ...verificationBars(results),
    ...loginBars(results),
    ...requestBars(results),
    ...(results.forged ? [forgedBar(results.forged)] : []),
  ];
}

export function scaleBarsOf({ scale, aggregate }: ScaleResults): Bar[] {
  return [...scaleBars(scale), ...aggregateBars(aggregate)];
}

/** What a service is not yet warm for is no growth; resident memory goes up and down, and is told by the middle of each half. */
export function soakBarsOf({ logins, samples, errors }: SoakResults): Bar[] {
  const warm = samples.find((sample) => sample.logins >= logins / 10)?.heapMegabytes ?? NaN;
  const end = samples.at(-1)?.heapMegabytes ?? NaN;
  const resident = samples.map(({ residentMegabytes }) => residentMegabytes);
  const half = Math.floor(resident.length / 2);
  const growth = median(resident.slice(half)) - median(resident.slice(0, half));
  return [
    atMost(`heap after ${logins} logins, over that after a tenth of them`, end - warm, 2, 'MB', 1),
    atMost(
      `memory of the service in the second half of ${logins} logins, over the first`,
      growth,
      10,
      'MB',
      0,
    ),
    atMost(`${logins} logins, errors`, errors, 0, '', 0),
  ];
}

/** What is there is known once it is warm, which takes longest for the sweeps: from a quarter of the time on. */
export function enduranceBarsOf({ minutes, samples }: EnduranceResults): Bar[] {
  const warm = samples.slice(Math.floor(samples.length / 4));
  const half = Math.floor(warm.length / 2);
  const growthOf = (value: (sample: EnduranceSample) => number) =>
    half === 0 ? NaN : median(warm.slice(half).map(value)) - median(warm.slice(0, half).map(value));
  const what = `in the second half of ${minutes} minutes, over the first`;
  const sum = (value: (sample: EnduranceSample) => number) =>
    samples.reduce((total, sample) => total + value(sample), 0);
  return [
    atMost(
      `errors of ${sum(({ requests }) => requests)} requests`,
      sum(({ errors }) => errors),
      0,
      '',
      0,
    ),
    atMost(
      `heap ${what}`,
      growthOf(({ heapMegabytes }) => heapMegabytes),
      1,
      'MB',
      1,
    ),
    atMost(
      `memory of the service ${what}`,
      growthOf(({ residentMegabytes }) => residentMegabytes),
      10,
      'MB',
      0,
    ),
    atMost(
      `open files ${what}`,
      growthOf(({ openFiles }) => openFiles),
      0,
      '',
      0,
    ),
    atMost(
      `sockets, timers and the like ${what}`,
      growthOf(({ activeResources }) => activeResources),
      0,
      '',
      0,
    ),
  ];
}

export function workersBarsOf({ ratio, one, two, apart }: WorkersResults): Bar[] {
  return [
    atLeast('logins a second with two workers, over those with one', ratio.median, 1.8, '×', 2),
    atMost('logins that were not accepted', one.errors + two.errors + apart.errors, 0, '', 0),
  ];
}

function verificationBars({ verifications }: BenchResults): Bar[] {
  const find = (name: string) => verifications.find((one) => one.name === name)?.microseconds.median ?? NaN;
  const ours = find(OURS);
  const what = 'verification of a signed response';
  return [
    atMost(what, ours, 80, 'µs', 0),
    atMost(`${what}, over RSA-2048 verify alone`, ours / find(RSA), 5, '×', 1),
    atLeast(`${what}, as fast as node-saml's`, find(NODE_SAML) / ours, 45, '×', 0),
  ];
}

function loginBars({ logins, loginRatio }: BenchResults): Bar[] {
  const ours = logins.filter(({ name }) => name === OURS);
  const bars = ours.flatMap((figures) => {
    const what = `logins over ${figures.connections} connections`;
    return [
      atLeast(`${what}, a second`, figures.perSecond.median, 2000, '', 0),
      atMost(`${what}, p99`, figures.p99.median, figures.connections > 8 ? 60 : 25, 'ms', 1),
      atMost(`${what}, errors`, figures.errors, 0, '', 0),
    ];
  });
  return [
    atMost("CPU of a login, over node-saml's verification alone", loginRatio.median, 0.25, '×', 3),
    ...bars,
  ];
}

function requestBars({ logins, requests, signingMilliseconds }: BenchResults): Bar[] {
  const login = logins.find(({ name }) => name === OURS)?.cpu.median ?? NaN;
  const byRsa = requests.find(({ name }) => name === LOGIN_START)?.cpu.median ?? NaN;
  return requests.map((figures) => {
    const cpu = figures.cpu.median;
    if (figures.name === SESSION)
      return atMost('CPU of GET /session, over that of a login', cpu / login, 0.5, '×', 2);
    if (figures.name === LOGIN_START_EC)
      return atMost(`CPU of ${LOGIN_START_EC}, over that by RSA`, cpu / byRsa, 0.9, '×', 2);
    return signingBar(figures, signingMilliseconds);
  });
}

/** What it costs apart from its signature is the service's or Postgres's: none of the two may be more. */
function signingBar({ name, service, postgres }: LoadFigures, signing: number): Bar {
  const rest = Math.max(0, service.median - signing);
  return {
    what: `CPU of ${name}: RSA signing, rest of the service, Postgres`,
    bar: 'signing is the largest',
    value: [signing, rest, postgres.median].map((part) => `${part.toFixed(2)} ms`).join(', '),
    isMet: signing >= rest && signing >= postgres.median,
  };
}

function forgedBar({ kinds, good, goodAccepted }: NonNullable<BenchResults['forged']>): Bar {
  const accepted = kinds.reduce((sum, kind) => sum + kind.accepted, 0);
  const sent = kinds.reduce((sum, kind) => sum + kind.sent, 0);
  return {
    what: 'forged responses under full load',
    bar: 'none gets in, and all others do',
    value: `${accepted} of ${sent} got in, ${goodAccepted} of ${good} others did`,
    isMet: accepted === 0 && sent > 0 && goodAccepted === good,
  };
}

function scaleBars(scale: ScaleFigures): Bar[] {
  const { tenants, activeTenants, users } = scale;
  const what = `${tenants} tenants (${activeTenants} active) and ${users} users`;
  return [
    atMost(`CPU of a login with ${what}, over that with 1 and 10`, scale.ratio.median, 1.1, '×', 2),
    atMost(`start to ready with ${what}`, scale.readyMilliseconds / 1000, 2, 's', 2),
    atMost(
      `memory of the service with ${activeTenants} active tenants`,
      scale.residentMegabytes,
      200,
      'MB',
      0,
    ),
    atMost('memory of an active tenant', scale.kilobytesPerTenant, 60, 'KB', 0),
  ];
}

function aggregateBars({ entities, megabytes, ...figures }: AggregateFigures): Bar[] {
  const what = `one of ${entities} entities in ${megabytes.toFixed(0)} MB`;
  return [
    atMost(`${what}, chosen in`, figures.seconds, 2, 's', 2),
    atMost(`${what}, memory of the service`, figures.residentMegabytes, 300, 'MB', 0),
    atMost(`${what}, the slowest login meanwhile`, figures.slowestLoginMilliseconds, 250, 'ms', 0),
    atMost(
      `${what}, p99 of logins meanwhile (without it ${figures.aloneP99.toFixed(1)} ms)`,
      figures.besideP99,
      60,
      'ms',
      1,
    ),
  ];
}

function atMost(what: string, value: number, most: number, unit: string, digits: number): Bar {
  return {
    what,
    bar: `at most ${most} ${unit}`.trim(),
    value: shown(value, unit, digits),
    isMet: value <= most,
  };
}

function atLeast(what: string, value: number, least: number, unit: string, digits: number): Bar {
  return {
    what,
    bar: `at least ${least} ${unit}`.trim(),
    value: shown(value, unit, digits),
    isMet: value >= least,
  };
}

function shown(value: number, unit: string, digits: number): string {
  return `${value.toFixed(digits)} ${unit}`.trim();
}
