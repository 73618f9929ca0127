import { OURS } from '../names';
import { descendantsOf } from '../process-cost';
import { addresseeOf, type Scene, SESSION_COOKIE } from '../scene';
import type { Side, SideProcesses } from './side';

export function ramSso(scene: Scene): Side {
  return {
    name: OURS,
    to: addresseeOf(scene.tenant),
    processes: processesOf(scene.service.pid),
    session: SESSION_COOKIE,
    pace: 3,
  };
}

/** The service, and the Postgres that it started. */
export function processesOf(pid: number): SideProcesses {
  return { service: () => [pid], postgres: () => descendantsOf(pid) };
}
