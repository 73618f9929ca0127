import type { Logger } from '@nestjs/common';

/** How long an answer waits at most for what is noted of it: what takes longer goes on beside it. */
const PATIENCE_MS = 1000;

/** Never fails. @param what of a log line, where the work fails */
export async function waitAWhile(work: Promise<void>, log: Logger, what: string): Promise<void> {
  const done = work.catch((error: unknown) => {
    // The cause without the values of its statement, which hold what was to be kept.
    log.warn(`${what}: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([done, patience]);
  clearTimeout(timer);
}
