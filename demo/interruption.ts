export type Interruption = Promise<'interrupted'>;

/** Listens to the end: a second signal, from a hasty hand or from npm, must not cut the cleaning up short. */
export function untilInterrupted(): Interruption {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve('interrupted');
      });
    }
  });
}
