import { isAccepted, isUnavailable, type LoginAnswer, type LoginLoad } from './login-load';
import type { ServiceNode } from './service-node';
import { until } from './until';

/** Of what was away and is back, until it is used again by itself. */
const MOST_BACK_MS = 5_000;

export interface Recovery {
  /** Milliseconds to the first login, and until the node said that it is ready. */
  readonly recovered: number;
  readonly ready: number;
  /** All of the load, which is over. */
  readonly answers: readonly LoginAnswer[];
}

/** Watches a node from the moment at which what was away is back, until so many people more have signed in; then it ends the load. */
export async function expectRecovery(load: LoginLoad, node: ServiceNode, more: number): Promise<Recovery> {
  const back = performance.now();
  await load.more(1, isAccepted);
  const recovered = performance.now() - back;
  await until('readyz is ready again', () => node.isReady());
  const ready = performance.now() - back;
  await load.more(more, isAccepted);
  const answers = await load.stop();
  expect(recovered).toBeLessThan(MOST_BACK_MS);
  expect(ready).toBeLessThan(MOST_BACK_MS);
  return { recovered, ready, answers };
}

/** All that was refused was refused by 503, with when to come again. @returns those answers */
export function expectPutOff(answers: readonly LoginAnswer[]): LoginAnswer[] {
  const refused = answers.filter((answer) => !isAccepted(answer));
  expect(refused.filter((answer) => !isUnavailable(answer))).toEqual([]);
  expect(refused.filter(({ retryAfter }) => !(Number(retryAfter) > 0))).toEqual([]);
  return refused;
}

export function slowestOf(answers: readonly LoginAnswer[]): number {
  return Math.max(...answers.map(({ milliseconds }) => milliseconds));
}
