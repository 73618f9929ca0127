import { basename } from 'node:path';
import { loadFigures } from '../load/load-figures';
import type { LoadTurns } from '../load/load-turns';
import { Loader } from '../load/loader';
import { LoadsBeside } from '../load/loads-beside';
import { loginTurns, USERS } from '../login-turns';
import { describeMachine, describeVersions } from '../machine';
import { descendantsOf, programOf } from '../process-cost';
import type { WorkersResults } from '../report/results';
import { measured, ratios } from '../report/statistics';
import { takeRounds } from '../rounds';
import { addresseeOf, makeScene, SESSION_COOKIE, startService } from '../scene';

/** For each process: so that each has as many logins at once, and as many that share a commit, as one alone. */
const CONNECTIONS = 32;
/** Rounds of it before anything is measured: each process compiles what it runs for itself. */
const WARM_UP = 3;
const NODE = basename(process.execPath);

export interface WorkersSize {
  readonly rounds: number;
  /** A round, for each process. */
  readonly logins: number;
}

/**
 * What a second worker brings, beside what a second service brings that shares nothing with the first but the machine: what is missing
 * there too is not for workers to give.
 */
export async function benchWorkers({
  rounds,
  logins,
}: WorkersSize): Promise<{ results: WorkersResults; faults: string[] }> {
  const [loader, beside] = [Loader.start(), Loader.start()];
  const single = await startSide(1, loader, logins);
  const double = await startSide(2, loader, logins);
  const other = await startSide(1, beside, logins);
  const one = single();
  const two = double();
  const apart = new LoadsBeside('two services', single(), other());
  await takeRounds([one, two, apart], rounds);
  const perSecond = (turns: LoadTurns | LoadsBeside) => turns.rounds.map((round) => round.perSecond);
  const results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds,
    one: loadFigures(one),
    two: loadFigures(two),
    apart: loadFigures(apart),
    ratio: measured(ratios(perSecond(two), perSecond(one))),
    apartRatio: measured(ratios(perSecond(apart), perSecond(one))),
  };
  const errors = one.errors + two.errors + apart.errors;
  return { results, faults: errors === 0 ? [] : [`${errors} logins were not accepted`] };
}

/** @returns logins at a service of this many workers, to be measured in turns */
async function startSide(count: number, loader: Loader, logins: number): Promise<() => LoadTurns> {
  const service = await startService({ workers: count });
  const { tenant, idp } = await makeScene(service, 'bench', USERS);
  const nodes = descendantsOf(service.pid).filter(isOf(NODE));
  // One worker is the service itself; of several it is the primary.
  const workers = count === 1 ? 1 : nodes.length;
  if (workers !== count) throw new Error(`${count} workers were asked for, ${workers} came`);
  const side = {
    name: count === 1 ? 'one worker' : `${count} workers`,
    to: addresseeOf(tenant),
    processes: {
      service: () => [service.pid, ...nodes],
      postgres: () => descendantsOf(service.pid).filter(isOf('postgres')),
    },
    session: SESSION_COOKIE,
    pace: 2,
  };
  const load = { connections: CONNECTIONS * count, logins: logins * count };
  await loginTurns(side, idp, loader, { ...load, logins: WARM_UP * load.logins }).takeTurn();
  return () => loginTurns(side, idp, loader, load);
}

const isOf = (program: string) => (pid: number) => programOf(pid) === program;
