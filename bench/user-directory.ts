import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { readCost } from './process-cost';
import type { RunningService } from './scene';

type Format = 'ndjson' | 'csv';

const TYPES: Readonly<Record<Format, string>> = { ndjson: 'application/x-ndjson', csv: 'text/csv' };
const LINES_A_PIECE = 500;
const MEMORY_INTERVAL_MS = 250;
/** What an import of a hundred thousand users may take. */
const MOST_SECONDS = 60;
/** Of the service's own time for a page of users. */
const MOST_PAGE_MS = 50;
/** Likewise for who would be locked out: all are counted. */
const MOST_READINESS_MS = 150;

/**
 * Imports, exports and pages through a directory of so many users, once as NDJSON and once as CSV.
 * @param patience so many times as long as each may take
 */
export async function measureDirectory(
  service: RunningService,
  { users, patience }: { readonly users: number; readonly patience: number },
): Promise<string[]> {
  const faults: string[] = [];
  for (const format of ['ndjson', 'csv'] as const) {
    const alias = `bench-${format}`;
    await service.api('POST', '/tenants', { alias });
    const made = await measureImport(service, alias, format, users);
    const again = await measureImport(service, alias, format, users);
    console.log(
      [`\n${users} users as ${format}`, ...shown('made', made), ...shown('unchanged', again)].join('\n'),
    );
    if (made.results.get('created') !== users || again.results.get('unchanged') !== users) {
      faults.push(`not every user of the ${format} was made once`);
    }
    if (Math.max(made.seconds, again.seconds) > MOST_SECONDS * patience) {
      faults.push(`an import of ${format} took longer than ${MOST_SECONDS} s`);
    }
  }
  return [...faults, ...(await measurePages(service, 'bench-csv', { users, patience }))];
}

interface Imported {
  readonly seconds: number;
  readonly cpuSeconds: { readonly service: number; readonly postgres: number };
  readonly results: ReadonlyMap<string, number>;
  readonly memoryBefore: number;
  readonly memoryMost: number;
}

function shown(what: string, { seconds, cpuSeconds, results, memoryBefore, memoryMost }: Imported): string[] {
  const counted = [...results].map(([result, count]) => `${count} ${result}`).join(', ');
  return [
    `  ${what}: ${seconds.toFixed(1)} s (${counted})`,
    `    CPU: service ${cpuSeconds.service.toFixed(1)} s, Postgres ${cpuSeconds.postgres.toFixed(1)} s`,
    `    memory of the service: ${memoryBefore.toFixed(0)} MB before, ${memoryMost.toFixed(0)} MB at most`,
  ];
}

async function measureImport(
  { url, pid, token }: RunningService,
  alias: string,
  format: Format,
  users: number,
): Promise<Imported> {
  const memory = () => readCost(pid).service.memoryMegabytes;
  const memoryBefore = memory();
  let memoryMost = memoryBefore;
  const timer = setInterval(() => (memoryMost = Math.max(memoryMost, memory())), MEMORY_INTERVAL_MS);
  const costBefore = readCost(pid);
  const start = performance.now();
  const call = request(`${url}/api/v1/tenants/${alias}/users:import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': TYPES[format] },
  });
  Readable.from(pieces(format, users)).pipe(call);
  const [input] = (await once(call, 'response')) as [IncomingMessage];
  const results = new Map<string, number>();
  for await (const line of createInterface({ input })) {
    const { result } = JSON.parse(line) as { result: string };
    results.set(result, (results.get(result) ?? 0) + 1);
  }
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  const costAfter = readCost(pid);
  const cpu = (name: 'service' | 'postgres') =>
    (costAfter[name].cpuMilliseconds - costBefore[name].cpuMilliseconds) / 1000;
  const cpuSeconds = { service: cpu('service'), postgres: cpu('postgres') };
  return { seconds, cpuSeconds, results, memoryBefore, memoryMost };
}

function* pieces(format: Format, users: number): Generator<string> {
  if (format === 'csv') yield 'userName,displayName,email,mobilePhone,comments\n';
  for (let from = 0; from < users; from += LINES_A_PIECE) {
    const count = Math.min(LINES_A_PIECE, users - from);
    const lines = Array.from({ length: count }, (_, index) => lineOf(format, from + index));
    yield lines.join('');
  }
}

function lineOf(format: Format, index: number): string {
  const user = {
    userName: `user.${index}`,
    displayName: `Person Number ${index}`,
    email: `person.${index}@acme.example`,
    mobilePhone: `+49 151 ${10_000_000 + index}`,
    comments: `Cost centre ${index % 1000}`,
  };
  return format === 'csv' ? `${Object.values(user).join(',')}\n` : `${JSON.stringify(user)}\n`;
}

/** The first page, one from the middle, what is found by a part of a name, and who would be locked out. */
async function measurePages(
  { api }: RunningService,
  alias: string,
  { users, patience }: { readonly users: number; readonly patience: number },
): Promise<string[]> {
  const middle = Buffer.from(`user.${Math.floor(users / 2)}`).toString('base64url');
  const queries = ['', `?cursor=${middle}`, `?query=number%20${users - 1}`, '?query=person', '?limit=500'];
  const paths = [...queries.map((query) => `users${query}`), 'sso/readiness'];
  const faults: string[] = [];
  console.log(`\nA page of ${users} users, HTTP and all:`);
  for (const path of paths) {
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const start = performance.now();
      await api('GET', `/tenants/${alias}/${path}`);
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[10] ?? 0;
    console.log(`  ${path.padEnd(36)} ${median.toFixed(1).padStart(6)} ms`);
    const most = path === 'sso/readiness' ? MOST_READINESS_MS : MOST_PAGE_MS;
    if (median > most * patience && !path.includes('limit')) faults.push(`${path} took too long`);
  }
  return faults;
}
