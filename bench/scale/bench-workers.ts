import { basename } from 'node:path';
import { loadFigures } from '../load/load-figures';
import { Loader } from '../load/loader';
import type { LoadTurns } from '../load/load-turns';
import { loginTurns, USERS } from '../login-turns';
import { describeMachine, describeVersions } from '../machine';
import { descendantsOf, programOf } from '../process-cost';
import type { WorkersResults } from '../report/results';
import { measured, ratios } from '../report/statistics';
import { takeRounds } from '../rounds';
import { addresseeOf, makeScene, SESSION_COOKIE, startService } from '../scene';
import { CoreShare } from './core-share';

/** For each worker: so that each has as many logins at once, and as many that share a commit, as one alone. */
const CONNECTIONS = 8;
/** Before anything is measured, on whole cores: each worker compiles what it runs for itself. */
const WARM_UP = 6;
/** Of a core, for each worker: two of them, Postgres and who sends the logins then need no more than one. */
const SHARE = 0.3;
const NODE = basename(process.execPath);

export interface WorkersSize {
  readonly rounds: number;
  /** A round. */
  readonly logins: number;
}

/**
 * What a second worker brings where neither the database nor the machine's cores are the bound: each worker has a small share of a core
 * of its own. Where no share can be set they have whole ones, and on a small machine take them from each other.
 */
export async function benchWorkers({
  rounds,
  logins,
}: WorkersSize): Promise<{ results: WorkersResults; faults: string[] }> {
  const loader = Loader.start();
  const one = await startSide(1, loader, logins);
  const two = await startSide(2, loader, logins);
  const workers = CoreShare.isToBeHad() ? [...one.workers, ...two.workers] : [];
  const shares = workers.map((pid) => CoreShare.of(pid, SHARE));
  try {
    await takeRounds([one.turns, two.turns], rounds);
  } finally {
    for (const share of shares) share.end();
  }
  const perSecond = ({ turns }: WorkersSide) => turns.rounds.map((round) => round.perSecond);
  const results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds,
    coreShare: shares.length > 0 ? SHARE : undefined,
    one: loadFigures(one.turns),
    two: loadFigures(two.turns),
    ratio: measured(ratios(perSecond(two), perSecond(one))),
  };
  const errors = one.turns.errors + two.turns.errors;
  return { results, faults: errors === 0 ? [] : [`${errors} logins were not accepted`] };
}

interface WorkersSide {
  readonly turns: LoadTurns;
  readonly workers: readonly number[];
}

async function startSide(count: number, loader: Loader, logins: number): Promise<WorkersSide> {
  const service = await startService({ workers: count });
  const { tenant, idp } = await makeScene(service, 'bench', USERS);
  const nodes = descendantsOf(service.pid).filter(isOf(NODE));
  // One worker is the service itself; of several it is the primary.
  const workers = count === 1 ? [service.pid] : nodes;
  if (workers.length !== count) throw new Error(`${count} workers were asked for, ${workers.length} came`);
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
  const load = { connections: CONNECTIONS * count, logins };
  await loginTurns(side, idp, loader, { ...load, logins: WARM_UP * logins }).takeTurn();
  return { turns: loginTurns(side, idp, loader, load), workers };
}

const isOf = (program: string) => (pid: number) => programOf(pid) === program;
