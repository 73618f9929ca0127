import { stopProcesses } from '../demo/child-process';
import { untilInterrupted } from '../demo/interruption';
import { type BenchArguments, readArguments, type Subject } from './bench-arguments';
import { benchLogins } from './bench-logins';
import { measureConsole } from './console-pages';
import type { Circumstances } from './report/results';
import {
  enduranceTablesOf,
  type ReportTable,
  scaleTablesOf,
  soakTablesOf,
  workersTablesOf,
} from './report/tables';
import { report } from './report/write-report';
import { benchEndurance } from './scale/bench-endurance';
import { benchScale } from './scale/bench-scale';
import { benchSoak } from './scale/bench-soak';
import { benchWorkers } from './scale/bench-workers';
import { type RunningService, startService } from './scene';
import { removeTemporaryDirectories } from './temporary-directories';
import { measureDirectory } from './user-directory';

const FULL = {
  logins: 1500,
  verifications: 10_000,
  users: 100_000,
  tenants: 10_000,
  activeTenants: 1000,
  usersEach: 100,
  entities: 5000,
  fullLogins: 10_000,
  minutes: 60,
  secondsEach: 60,
  patience: 1,
};
/** Shows that all of it works; its numbers mean nothing. */
const SMOKE: typeof FULL = {
  logins: 40,
  verifications: 20,
  users: 300,
  tenants: 100,
  activeTenants: 20,
  usersEach: 10,
  entities: 50,
  fullLogins: 40,
  minutes: 2,
  secondsEach: 1,
  patience: Infinity,
};

/** What a page of the console may take. */
const PAGE_MS = 50;

type Measure = (service: RunningService, size: typeof FULL, args: BenchArguments) => Promise<string[]>;

const SUBJECTS: Readonly<Record<Subject, Measure>> = {
  logins: benchLogins,
  scale: (service, size, args) =>
    reported('scale', scaleTablesOf, args, benchScale(service, { ...size, rounds: args.rounds })),
  soak: (_service, size, args) => reported('soak', soakTablesOf, args, benchSoak(args.logins ?? size.logins)),
  endurance: (_service, size, args) =>
    reported(
      'endurance',
      enduranceTablesOf,
      args,
      benchEndurance({ ...size, minutes: args.minutes ?? size.minutes }),
    ),
  workers: (_service, size, args) =>
    reported('workers', workersTablesOf, args, benchWorkers({ ...size, rounds: args.rounds })),
  users: measureDirectory,
  console: (service, size) => measureConsole(service, { ...size, mostMilliseconds: PAGE_MS * size.patience }),
};

/** @returns what is wrong with what was measured */
async function reported<Results extends Circumstances>(
  name: string,
  tablesOf: (results: Results) => ReportTable[],
  args: BenchArguments,
  measuring: Promise<{ readonly results: Results; readonly faults: string[] }>,
): Promise<string[]> {
  const { results, faults } = await measuring;
  await report({ name, tables: tablesOf(results) }, results, args);
  return faults;
}

async function benchAll(service: RunningService, size: typeof FULL, args: BenchArguments): Promise<string[]> {
  const faults: string[] = [];
  for (const measure of Object.values(SUBJECTS)) faults.push(...(await measure(service, size, args)));
  return faults;
}

/** `npm run bench`: see docs/performance.md. */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const interruption = untilInterrupted();
  const service = await startService();
  try {
    const measure = args.isSmoke ? benchAll : SUBJECTS[args.subject];
    const end = await Promise.race([measure(service, args.isSmoke ? SMOKE : FULL, args), interruption]);
    const faults = end === 'interrupted' ? ['interrupted'] : end;
    for (const fault of faults) console.error(`\nFAILED: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await stopProcesses();
    await removeTemporaryDirectories();
  }
}

main().then(
  () => process.exit(),
  async (error: unknown) => {
    console.error(`\nThe benchmark failed: ${error instanceof Error ? error.message : String(error)}`);
    await stopProcesses();
    process.exit(1);
  },
);
