/**
 * Does something that must end within a time, or sooner where it is stopped. Not by `AbortSignal.any`: it holds a timeout so weakly that
 * Node may forget it before it has come, and notes each use with a signal that lives as long as the process.
 * @param work until the signal that it is given says to end; by then with a `TimeoutError`, where it took too long
 */
export async function inTime<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T> {
  const ending = new AbortController();
  const late = setTimeout(() => {
    ending.abort(new DOMException(`It took more than ${milliseconds} ms`, 'TimeoutError'));
  }, milliseconds);
  const stopped = (): void => {
    ending.abort(stop?.reason);
  };
  stop?.addEventListener('abort', stopped);
  if (stop?.aborted) stopped();
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(late);
    stop?.removeEventListener('abort', stopped);
  }
}
