import { loadFigures } from '../load/load-figures';
import { Loader } from '../load/loader';
import type { LoadTurns } from '../load/load-turns';
import { loginTurns, USERS } from '../login-turns';
import { describeMachine, describeVersions } from '../machine';
import { commandOf, descendantsOf } from '../process-cost';
import type { WorkersResults } from '../report/results';
import { measured, ratios } from '../report/statistics';
import { takeRounds } from '../rounds';
import { addresseeOf, makeScene, SESSION_COOKIE, startService } from '../scene';

/** So many that also half of them, which each of two workers has, share commits. */
const CONNECTIONS = 64;
/** Before anything is measured: each worker compiles what it runs for itself. */
const WARM_UP = 6;

export interface WorkersSize {
  readonly rounds: number;
  /** A round. */
  readonly logins: number;
}

/**
 * What a second worker brings where a core is free for it: as many logins as the first, less what each costs the service more. On a machine of two
 * cores, on which Postgres and who sends the logins run too, it is told by this cost, and not by logins a second.
 */
export async function benchWorkers({
  rounds,
  logins,
}: WorkersSize): Promise<{ results: WorkersResults; faults: string[] }> {
  const loader = Loader.start();
  const one = await startSide(1, loader, logins);
  const two = await startSide(2, loader, logins);
  await takeRounds([one, two], rounds);
  const serviceCpu = (turns: LoadTurns) => turns.rounds.map((round) => round.serviceMilliseconds);
  const results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds,
    one: loadFigures(one),
    two: loadFigures(two),
    capacity: measured(ratios(serviceCpu(one), serviceCpu(two)).map((ratio) => 2 * ratio)),
  };
  const errors = one.errors + two.errors;
  return { results, faults: errors === 0 ? [] : [`${errors} logins were not accepted`] };
}

async function startSide(count: number, loader: Loader, logins: number): Promise<LoadTurns> {
  const service = await startService({ workers: count });
  const { tenant, idp } = await makeScene(service, 'bench', USERS);
  // One worker is the service itself; of several it is the primary.
  const workers = count === 1 ? [service.pid] : descendantsOf(service.pid).filter(isOf('node'));
  if (workers.length !== count) throw new Error(`${count} workers were asked for, ${workers.length} came`);
  const side = {
    name: count === 1 ? 'one worker' : `${count} workers`,
    to: addresseeOf(tenant),
    processes: {
      service: () => [...new Set([service.pid, ...workers])],
      postgres: () => descendantsOf(service.pid).filter(isOf('postgres')),
    },
    session: SESSION_COOKIE,
    pace: 2,
  };
  const load = { connections: CONNECTIONS, logins };
  await loginTurns(side, idp, loader, { ...load, logins: WARM_UP * logins }).takeTurn();
  return loginTurns(side, idp, loader, load);
}

const isOf = (command: string) => (pid: number) => commandOf(pid) === command;
