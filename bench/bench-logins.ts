import { readFile } from 'node:fs/promises';
import type { BenchArguments } from './bench-arguments';
import { checkHundredAtOnce } from './hundred-at-once';
import { type LoginSize, measureLogins } from './measure-logins';
import { compare, readRecorded } from './report/compare';
import type { BenchResults } from './report/results';
import { reportLogins } from './report/write-report';
import type { RunningService } from './scene';

/** What logins cost, ours beside those of others; at last, whether it is more than it was. */
export async function benchLogins(
  service: RunningService,
  size: Omit<LoginSize, 'rounds' | 'withPeers'>,
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
  await reportLogins(results, args);
  faults.push(...letIn, ...errorsIn(results));
  if (recorded) faults.push(...lossAgainst(recorded, results));
  return faults;
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
