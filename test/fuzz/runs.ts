/** How many mutants a property sees: 2,000 in the tests of every day, more by `npm run test:fuzz`. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);

/** For properties whose cases are requests. */
export const HTTP_RUNS = Math.ceil(RUNS / 4);

/** For properties that cost milliseconds each, since they go through HTTP and the database. */
export const SLOW_RUNS = Math.ceil(RUNS / 10);

/** Of one property; jest's own limit is for tests of one case. */
export const FUZZ_TIMEOUT_MS = 600_000;

const MOST_CPU_MS = 100;

/**
 * Runs it, and where `npm run test:fuzz` watches the CPU time, fails where it took more than 100 ms. A second run decides, since a
 * collection of garbage or a compilation may fall into the first.
 */
export async function watchingCpu<T>(run: () => T | Promise<T>): Promise<T> {
  if (process.env.FUZZ_CPU === undefined) return run();
  const [result, spent] = await timed(run);
  if (spent <= MOST_CPU_MS) return result;
  const [, again] = await timed(run);
  if (again > MOST_CPU_MS) throw new Error(`${again} ms of CPU time, of at most ${MOST_CPU_MS}`);
  return result;
}

async function timed<T>(run: () => T | Promise<T>): Promise<[T, number]> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}
