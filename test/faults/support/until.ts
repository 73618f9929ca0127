import { setTimeout } from 'node:timers/promises';

const POLL_MS = 10;

/**
 * Asks until it is so: what others' processes do can only be looked at.
 * @param what a function where what there is to tell comes meanwhile
 * @param look a failure counts as "not yet"
 * @returns milliseconds that it took
 */
export async function until(
  what: string | (() => string),
  look: () => Promise<boolean> | boolean,
  seconds = 30,
): Promise<number> {
  const begun = performance.now();
  let failure: unknown;
  for (;;) {
    const isSo = await Promise.resolve()
      .then(look)
      .catch((error: unknown) => {
        failure = error;
        return false;
      });
    const waited = performance.now() - begun;
    if (isSo) return waited;
    if (waited > seconds * 1000) {
      const told = typeof what === 'string' ? what : what();
      throw new Error(`not so after ${seconds} s: ${told}`, { cause: failure });
    }
    await setTimeout(POLL_MS);
  }
}
