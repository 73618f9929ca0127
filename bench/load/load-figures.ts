import type { LoadFigures } from '../report/results';
import { measured } from '../report/statistics';
import type { Round } from './load-turns';

/** Of the service and its database together. */
export function cpuOf(round: Round): number {
  return round.serviceMilliseconds + round.postgresMilliseconds;
}

/** What was loaded, round by round. */
export interface LoadedRounds {
  readonly name: string;
  readonly connections: number;
  readonly rounds: readonly Round[];
  readonly errors: number;
}

export function loadFigures({ name, connections, rounds, errors }: LoadedRounds): LoadFigures {
  const figure = (value: (round: Round) => number) => measured(rounds.map(value));
  return {
    name,
    connections,
    service: figure((round) => round.serviceMilliseconds),
    postgres: figure((round) => round.postgresMilliseconds),
    loader: figure((round) => round.loaderMilliseconds),
    cpu: figure(cpuOf),
    perSecond: figure((round) => round.perSecond),
    p50: figure((round) => round.p50),
    p99: figure((round) => round.p99),
    errors,
  };
}
