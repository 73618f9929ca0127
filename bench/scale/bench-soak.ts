import { Loader } from '../load/loader';
import { describeMachine, describeVersions } from '../machine';
import type { MemorySample, SoakResults } from '../report/results';
import { addresseeOf, makeScene, type RunningService, SESSION_COOKIE, startService } from '../scene';
import { makersFor, requestsTo } from './spread-logins';

const USERS = 100;
const CONNECTIONS = 8;
/** Looked at so often in all. */
const LOOKS = 20;
const MEGABYTE = 1024 ** 2;

/** Very many logins at one service: whether anything in it grows with them. */
export async function benchSoak(logins: number): Promise<{ results: SoakResults; faults: string[] }> {
  const service = await startService({ isProbed: true });
  const { tenant, idp } = await makeScene(service, 'bench-soak', USERS);
  const makers = makersFor(idp, [addresseeOf(tenant)]);
  const loader = Loader.start();
  const { hostname: host, port } = new URL(service.url);
  const samples: MemorySample[] = [];
  let errors = 0;
  for (let look = 1; look <= LOOKS; look += 1) {
    const requests = requestsTo(makers, USERS, Math.ceil(logins / LOOKS));
    const load = { host, port: Number(port), connections: CONNECTIONS, session: SESSION_COOKIE, requests };
    const { answers } = await loader.run(load);
    errors += answers.filter((one) => !one.hasSession).reduce((sum, { count }) => sum + count, 0);
    samples.push(await sampleOf(service, look * requests.length));
  }
  const circumstances = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds: LOOKS,
  };
  const faults = errors === 0 ? [] : [`${errors} logins were not accepted`];
  return { results: { ...circumstances, logins, errors, samples }, faults };
}

async function sampleOf(service: RunningService, logins: number): Promise<MemorySample> {
  const { rss, heapUsed, external } = await service.memory();
  const sample = {
    logins,
    residentMegabytes: rss / MEGABYTE,
    heapMegabytes: heapUsed / MEGABYTE,
    externalMegabytes: external / MEGABYTE,
  };
  console.log(
    `${logins} logins: RSS ${sample.residentMegabytes.toFixed(0)} MB, heap ${sample.heapMegabytes.toFixed(1)} MB`,
  );
  return sample;
}
