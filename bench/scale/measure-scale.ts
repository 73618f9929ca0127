import type { LoadRequest } from '../load/load';
import { Loader } from '../load/loader';
import { LoadTurns } from '../load/load-turns';
import { cpuOf, loadFigures } from '../load/load-figures';
import { OURS } from '../names';
import { residentMegabytes } from '../process-cost';
import type { ScaleFigures } from '../report/results';
import { measured, median, ratios } from '../report/statistics';
import type { Addressee, ResponseMaker } from '../response-maker';
import { takeRounds } from '../rounds';
import {
  addresseeOf,
  type BenchTenant,
  makeScene,
  type RunningService,
  SESSION_COOKIE,
  startService,
} from '../scene';
import { processesOf } from '../sides/ram-sso';
import { aliasOfCopy, copyTenants } from './copy-tenants';
import { makersFor, requestsTo } from './spread-logins';

export interface ScaleSize {
  readonly tenants: number;
  readonly activeTenants: number;
  readonly usersEach: number;
  readonly logins: number;
  readonly rounds: number;
}

const FEW_USERS = 10;
const CONNECTIONS = 8;
const STARTS = 3;

/** The same logins in turns at two services: one of a tenant and ten users, and one of very many. */
export async function measureScale(
  few: RunningService,
  many: RunningService,
  size: ScaleSize,
): Promise<ScaleFigures> {
  const loader = Loader.start();
  const small = await makeScene(few, 'bench-few', FEW_USERS);
  const { idp, tenant } = await makeScene(many, 'template', 1);
  const filled = performance.now();
  await copyTenants(many, { from: 'template', tenants: size.tenants, usersEach: size.usersEach });
  const users = size.tenants * size.usersEach;
  console.log(
    `${size.tenants} tenants, ${users} users: made in ${((performance.now() - filled) / 1000).toFixed(0)} s`,
  );
  const turns = (service: RunningService, makers: readonly ResponseMaker[], usersEach: number) =>
    turnsOf(service, loader, () => requestsTo(makers, usersEach, size.logins));
  const makers = makersFor(
    idp,
    numbers(size.activeTenants).map((number) => copyOf(tenant, number)),
  );
  const fewTurns = turns(few, makersFor(small.idp, [addresseeOf(small.tenant)]), FEW_USERS);
  const tenTurns = turns(many, makers.slice(0, 10), size.usersEach);
  const manyTurns = turns(many, makers, size.usersEach);
  // What a tenant needs is what they add to a service that is as warm without them.
  for (let turn = 0; turn < 2; turn += 1) await tenTurns.takeTurn();
  const before = residentMegabytes(many.pid);
  await manyTurns.takeTurn();
  const after = residentMegabytes(many.pid);
  await takeRounds([fewTurns, manyTurns], size.rounds);
  // Its first turn was before the rounds: the one of the warming round is none of them.
  manyTurns.rounds.shift();
  const resident = residentMegabytes(many.pid);
  return {
    tenants: size.tenants,
    activeTenants: size.activeTenants,
    users,
    few: loadFigures(fewTurns),
    many: loadFigures(manyTurns),
    ratio: measured(ratios(manyTurns.rounds.map(cpuOf), fewTurns.rounds.map(cpuOf))),
    readyMilliseconds: await startAgain(many),
    residentMegabytes: resident,
    kilobytesPerTenant: Math.max(0, ((after - before) * 1024) / size.activeTenants),
  };
}

function turnsOf(service: RunningService, loader: Loader, make: () => LoadRequest[]): LoadTurns {
  return new LoadTurns(
    {
      name: OURS,
      origin: service.url,
      connections: CONNECTIONS,
      processes: processesOf(service.pid),
      session: SESSION_COOKIE,
      isGood: ({ status, hasSession }) => status === 303 && hasSession,
      make,
    },
    loader,
  );
}

/** As the tenant that it was copied from is known, but for its alias. */
function copyOf({ sp, alias }: BenchTenant, number: number): Addressee {
  const copy = aliasOfCopy(number);
  const renamed = (url: string) => url.replace(`/${alias}/`, `/${copy}/`);
  return { entityId: renamed(sp.entityId), acsUrl: renamed(sp.acsUrl), domain: `${copy}.ram.localhost` };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

async function startAgain(service: RunningService): Promise<number> {
  const milliseconds: number[] = [];
  let running = service;
  for (let start = 0; start < STARTS; start += 1) {
    await running.stop();
    running = await startService({ dataDir: service.dataDir });
    milliseconds.push(running.readyMilliseconds);
  }
  return median(milliseconds);
}
