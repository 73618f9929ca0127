import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inTime } from '../../src/settings/in-time';

/** Until it is told that it may go no further. */
const endless = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

it('ends what takes too long, however often memory is tidied up meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const tidying = setInterval(collect, 20);
  await expect(inTime(200, endless, new AbortController().signal)).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  clearInterval(tidying);
});

it('ends where it is stopped, also where it was before', async () => {
  const stop = new AbortController();
  const ends = inTime(60_000, endless, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(ends).rejects.toThrow('stopped');
  const told = inTime(60_000, (signal) => Promise.resolve(signal.aborted), stop.signal);
  expect(await told).toBe(true);
});

it('leaves nothing with whoever could have stopped it', async () => {
  const stop = new AbortController();
  expect(await inTime(60_000, () => Promise.resolve('done'), stop.signal)).toBe('done');
  await inTime(60_000, () => Promise.reject(new Error('failed')), stop.signal).catch(() => undefined);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});
