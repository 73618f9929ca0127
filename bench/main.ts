import { readFile, rm } from 'node:fs/promises';
import { stopProcesses } from '../demo/child-process';
import { untilInterrupted } from '../demo/interruption';
import { type BenchArguments, readArguments, type Subject } from './bench-arguments';
import { measureConsole } from './console-pages';
import { checkHundredAtOnce } from './hundred-at-once';
import { measureLogins } from './measure-logins';
import { compare, readRecorded } from './report/compare';
import type { BenchResults } from './report/results';
import { writeReport } from './report/write-report';
import { type RunningService, startService } from './scene';
import { removePeerDirectories } from './sides/apache';
import { measureDirectory } from './user-directory';

const FULL = { logins: 1500, verifications: 2000, users: 100_000, tenants: 10_000, patience: 1 };
/** Shows that all of it works; its numbers mean nothing. */
const SMOKE = { logins: 40, verifications: 20, users: 300, tenants: 100, patience: Infinity };

/** What a page of the console may take. */
const PAGE_MS = 50;

type Measure = (service: RunningService, size: typeof FULL, args: BenchArguments) => Promise<string[]>;

const SUBJECTS: Readonly<Record<Subject, Measure>> = {
  logins: benchLogins,
  users: measureDirectory,
  console: (service, size) => measureConsole(service, { ...size, mostMilliseconds: PAGE_MS * size.patience }),
};

async function benchLogins(
  service: RunningService,
  size: typeof FULL,
  args: BenchArguments,
): Promise<string[]> {
  const recorded =
    args.compareWith === undefined ? undefined : readRecorded(await readFile(args.compareWith, 'utf8'));
  const faults = await checkHundredAtOnce(service);
  const { results, faults: letIn } = await measureLogins(service, {
    ...size,
    rounds: args.rounds,
    withPeers: !args.isSmoke,
  });
  await writeReport(results);
  faults.push(...letIn, ...errorsIn(results));
  if (recorded) faults.push(...lossAgainst(recorded, results));
  if (!args.isSmoke) return faults;
  return [
    ...faults,
    ...(await SUBJECTS.users(service, size, args)),
    ...(await SUBJECTS.console(service, size, args)),
  ];
}

/** Of any side: figures of what does not work mean nothing. */
function errorsIn({ logins, requests }: BenchResults): string[] {
  return [...logins, ...requests]
    .filter(({ errors }) => errors > 0)
    .map(
      ({ name, connections, errors }) =>
        `${name} over ${connections} connections: ${errors} were not answered as they should be`,
    );
}

function lossAgainst(recorded: Pick<BenchResults, 'loginRatio'>, results: BenchResults): string[] {
  const { recorded: before, now, change, isLoss } = compare(recorded, results);
  const shown = `${before.toFixed(3)} recorded, ${now.toFixed(3)} now: ${(change * 100).toFixed(0)} %`;
  console.log(`\nCPU of a login over node-saml's verification: ${shown}`);
  return isLoss ? ['a login costs over 10 % more than recorded'] : [];
}

/** `npm run bench`: see docs/performance.md. */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const interruption = untilInterrupted();
  const service = await startService();
  try {
    const measure = SUBJECTS[args.subject];
    const end = await Promise.race([measure(service, args.isSmoke ? SMOKE : FULL, args), interruption]);
    const faults = end === 'interrupted' ? ['interrupted'] : end;
    for (const fault of faults) console.error(`\nFAILED: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await stopProcesses();
    await removePeerDirectories();
    await rm(service.dataDir, { recursive: true, force: true });
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
