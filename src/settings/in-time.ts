/**
 * Does something that must end within a time, or sooner where it is stopped. Not by `AbortSignal.any`: it holds a timeout so weakly that
 * Node may forget it before it has come, and notes each use with a signal that lives as long as the process.
 * @param work until the signal that it is given says to end
 */
export async function inTime<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T> {
  const timeout = AbortSignal.timeout(milliseconds);
  const ending = new AbortController();
  const late = (): void => {
    ending.abort(timeout.reason);
  };
  const stopped = (): void => {
    ending.abort(stop?.reason);
  };
  // Who is listened to is not forgotten.
  timeout.addEventListener('abort', late);
  stop?.addEventListener('abort', stopped);
  if (stop?.aborted) stopped();
  try {
    return await work(ending.signal);
  } finally {
    timeout.removeEventListener('abort', late);
    stop?.removeEventListener('abort', stopped);
  }
}
