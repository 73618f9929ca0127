import { readdirSync } from 'node:fs';
import { FORGERIES } from '../forged-responses';
import { type AnswerCount, formRequest, type LoadRequest, type LoadResult } from '../load/load';
import { Loader } from '../load/loader';
import { describeMachine, describeVersions } from '../machine';
import { descendantsOf } from '../process-cost';
import type { EnduranceResults, EnduranceSample } from '../report/results';
import { percentile } from '../report/statistics';
import { ResponseMaker } from '../response-maker';
import {
  addresseeOf,
  makeScene,
  type RunningService,
  type Scene,
  SESSION_COOKIE,
  startService,
} from '../scene';

const USERS = 100;
const CONNECTIONS = 8;
/** Of what is sent, one in so many is forged, and one begins a login. */
const ONE_IN = 20;
/** So that sessions end, and are swept, while others begin. */
const SESSION_MINUTES = 5;
const SLICES = 12;
const MEGABYTE = 1024 ** 2;
const START = 'login start';
const GOOD = 'good';

export interface EnduranceSize {
  readonly minutes: number;
  /** In a smoke test a minute is shorter. */
  readonly secondsEach: number;
  /** Of which full load is known, once as many have warmed the service up. */
  readonly fullLogins: number;
}

/** Half of what a service can take, for so many minutes: whether anything in it grows, fails, or is left open. */
export async function benchEndurance({
  minutes,
  secondsEach,
  fullLogins,
}: EnduranceSize): Promise<{ results: EnduranceResults; faults: string[] }> {
  const service = await startService({ isProbed: true });
  const scene = await makeScene(service, 'bench-endurance', USERS);
  const loader = Loader.start();
  const fullPerSecond = await measureFull(scene, loader, fullLogins);
  const perSecond = Math.floor(fullPerSecond / 2);
  console.log(
    `${fullPerSecond.toFixed(0)} logins a second at full load; now ${perSecond} for ${minutes} min`,
  );
  const samples: EnduranceSample[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const loads = await takeMinute(scene, loader, { perSecond, seconds: secondsEach / SLICES });
    samples.push(await sampleOf(service, minute, loads));
  }
  const circumstances = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds: minutes,
  };
  const errors = samples.reduce((sum, sample) => sum + sample.errors, 0);
  const faults = errors === 0 ? [] : [`${errors} requests were not answered as they should be`];
  return { results: { ...circumstances, minutes, fullPerSecond, perSecond, samples }, faults };
}

async function measureFull(scene: Scene, loader: Loader, count: number): Promise<number> {
  await send(scene, loader, logins(scene, count));
  const { seconds } = await send(scene, loader, logins(scene, count));
  return count / seconds;
}

/** What is sent next is made meanwhile. */
async function takeMinute(
  scene: Scene,
  loader: Loader,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<LoadResult[]> {
  const count = Math.ceil(perSecond * seconds);
  const forge = forger(scene);
  const results: LoadResult[] = [];
  let next = mixed(scene, count, forge);
  while (results.length < SLICES) {
    const running = send(scene, loader, next, perSecond);
    next = mixed(scene, count, forge);
    results.push(await running);
  }
  return results;
}

function send(
  { service }: Scene,
  loader: Loader,
  requests: readonly LoadRequest[],
  perSecond?: number,
): Promise<LoadResult> {
  const { hostname: host, port } = new URL(service.url);
  const to = { host, port: Number(port), connections: CONNECTIONS, session: SESSION_COOKIE };
  return loader.run({ ...to, requests, ...(perSecond !== undefined && { perSecond }) });
}

function logins({ idp, tenant }: Scene, count: number): LoadRequest[] {
  const maker = ResponseMaker.of(idp, addresseeOf(tenant), SESSION_MINUTES);
  return Array.from({ length: count }, (_, index) =>
    formRequest(maker.to.acsUrl, maker.make(`u${index % USERS}`), GOOD),
  );
}

/** Each kind of forgery in turn: made once, since nothing of it is ever used up. */
function forger({ idp, tenant }: Scene): (index: number) => LoadRequest {
  const to = addresseeOf(tenant);
  const forged = FORGERIES.map(({ kind, forge }) => formRequest(to.acsUrl, forge(idp, to), kind));
  return (index) => forged[index % forged.length] ?? start(tenant.alias);
}

function mixed(scene: Scene, count: number, forge: (index: number) => LoadRequest): LoadRequest[] {
  return logins(scene, count).map((login, index) => {
    if (index % ONE_IN === 0) return forge(index / ONE_IN);
    return index % ONE_IN === 1 ? start(scene.tenant.alias) : login;
  });
}

function start(alias: string): LoadRequest {
  return { kind: START, method: 'GET', path: `/saml/${alias}/login` };
}

function isWrong({ kind, status, hasSession }: AnswerCount): boolean {
  if (kind === GOOD) return status !== 303 || !hasSession;
  if (kind === START) return status !== 302;
  return hasSession || status < 400 || status >= 500;
}

async function sampleOf(
  service: RunningService,
  minute: number,
  loads: readonly LoadResult[],
): Promise<EnduranceSample> {
  const { rss, heapUsed, external, activeResources } = await service.memory();
  const answers = loads.flatMap((load) => load.answers);
  const milliseconds = loads.flatMap((load) => load.milliseconds).sort((one, other) => one - other);
  const sample = {
    minute,
    requests: milliseconds.length,
    errors: answers.filter(isWrong).reduce((sum, { count }) => sum + count, 0),
    p99: percentile(milliseconds, 0.99),
    slowest: milliseconds.at(-1) ?? 0,
    residentMegabytes: rss / MEGABYTE,
    heapMegabytes: heapUsed / MEGABYTE,
    externalMegabytes: external / MEGABYTE,
    openFiles: readdirSync(`/proc/${service.pid}/fd`).length,
    activeResources,
    postgresProcesses: descendantsOf(service.pid).length,
  };
  console.log(JSON.stringify(sample));
  return sample;
}
