import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFigures } from '../load/load-figures';
import type { LoadRequest } from '../load/load';
import { Loader } from '../load/loader';
import { LoadTurns } from '../load/load-turns';
import { describeMachine, describeVersions } from '../machine';
import { commandOf, descendantsOf } from '../process-cost';
import type { WorkersResults } from '../report/results';
import { measured, ratios } from '../report/statistics';
import { takeRounds } from '../rounds';
import { type RunningService, SESSION_COOKIE, startService } from '../scene';
import type { SideProcesses } from '../sides/side';

/** Changes of one tenant wait for each other: there are more tenants than connections. */
const TENANTS = 32;
const CONNECTIONS = 16;
const METADATA = join(__dirname, '..', '..', 'test', 'fixtures', 'metadata', 'adfs-2012r2.xml');

export interface WorkersSize {
  readonly rounds: number;
  /** Documents a round. */
  readonly documents: number;
}

/**
 * What a second worker brings, by what leaves the database the least to do: an administrator's metadata of an AD FS. Of a login on one machine,
 * Postgres and who sends it take half of the time of both cores already.
 */
export async function benchWorkers({
  rounds,
  documents,
}: WorkersSize): Promise<{ results: WorkersResults; faults: string[] }> {
  const loader = Loader.start();
  const metadataXml = await readFile(METADATA, 'utf8');
  const turnsOf = async (workers: number) =>
    documentTurns(await startService({ workers }), loader, { metadataXml, workers, documents });
  const one = await turnsOf(1);
  const two = await turnsOf(2);
  await takeRounds([one, two], rounds);
  const perSecond = (turns: LoadTurns) => turns.rounds.map((round) => round.perSecond);
  const results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds,
    kilobytes: Buffer.byteLength(metadataXml) / 1024,
    one: loadFigures(one),
    two: loadFigures(two),
    ratio: measured(ratios(perSecond(two), perSecond(one))),
  };
  const errors = one.errors + two.errors;
  return { results, faults: errors === 0 ? [] : [`${errors} documents were not taken`] };
}

async function documentTurns(
  service: RunningService,
  loader: Loader,
  {
    metadataXml,
    workers,
    documents,
  }: { readonly metadataXml: string; readonly workers: number; readonly documents: number },
): Promise<LoadTurns> {
  const aliases = Array.from({ length: TENANTS }, (_, tenant) => `bench-${tenant}`);
  for (const alias of aliases) await service.api('POST', '/tenants', { alias });
  const headers = { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ metadataXml });
  const requests = aliases.map((alias): LoadRequest => {
    return { kind: 'metadata', method: 'PUT', path: `/api/v1/tenants/${alias}/idp`, headers, body };
  });
  return new LoadTurns(
    {
      name: workers === 1 ? 'one worker' : `${workers} workers`,
      origin: service.url,
      connections: CONNECTIONS,
      processes: processesOf(service.pid),
      session: SESSION_COOKIE,
      isGood: ({ status }) => status === 200,
      make: () => Array.from({ length: Math.ceil(documents / TENANTS) }, () => requests).flat(),
    },
    loader,
  );
}

/** The primary and its workers, and the Postgres that the primary started. */
function processesOf(primary: number): SideProcesses {
  const isOfPostgres = (pid: number) => commandOf(pid) === 'postgres';
  return {
    service: () => [primary, ...descendantsOf(primary).filter((pid) => !isOfPostgres(pid))],
    postgres: () => descendantsOf(primary).filter(isOfPostgres),
  };
}
