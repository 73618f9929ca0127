import type { Serializable } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { RunningProcess } from '../demo/child-process';

const MOST_SECONDS = 300;

/**
 * A message to a process of ours, and its answer.
 * @throws Error with what it wrote, where it has ended, ends meanwhile, or says nothing for five minutes
 */
export async function ask<Answer>(asked: RunningProcess, message: Serializable): Promise<Answer> {
  const { child, name } = asked;
  const gone = (how: string) => new Error(`${name} ${how}:\n${asked.output()}`);
  if (child.exitCode !== null || child.signalCode !== null) throw gone('had ended');
  const over = new AbortController();
  const { signal } = over;
  const answer = once(child, 'message', { signal }) as Promise<[Answer]>;
  const end = once(child, 'exit', { signal }).then(() => {
    throw gone('ended');
  });
  const late = setTimeout(MOST_SECONDS * 1000, undefined, { signal }).then(() => {
    throw gone(`has not answered within ${MOST_SECONDS} s`);
  });
  try {
    child.send(message);
    const [answered] = await Promise.race([answer, end, late]);
    return answered;
  } finally {
    over.abort();
  }
}
