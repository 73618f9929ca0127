import type { LoadFigures } from '../report/results';
import type { LoadTurns, Round } from './load-turns';

/** Of the service and its database together. */
export function cpuOf(round: Round): number {
  return round.serviceMilliseconds + round.postgresMilliseconds;
}

export function loadFigures(turns: LoadTurns): LoadFigures {
  return {
    name: turns.name,
    connections: turns.requests.connections,
    service: turns.measured((round) => round.serviceMilliseconds),
    postgres: turns.measured((round) => round.postgresMilliseconds),
    loader: turns.measured((round) => round.loaderMilliseconds),
    cpu: turns.measured(cpuOf),
    perSecond: turns.measured((round) => round.perSecond),
    p50: turns.measured((round) => round.p50),
    p99: turns.measured((round) => round.p99),
    errors: turns.errors,
  };
}
