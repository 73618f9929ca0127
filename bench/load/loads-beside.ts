import type { TakesTurns } from '../rounds';
import type { LoadedRounds } from './load-figures';
import type { LoadTurns, Round } from './load-turns';

/** Two loads at the same time, each by a loader of its own, as one. */
export class LoadsBeside implements LoadedRounds, TakesTurns {
  constructor(
    readonly name: string,
    private readonly one: LoadTurns,
    private readonly other: LoadTurns,
  ) {}

  get connections(): number {
    return this.one.connections + this.other.connections;
  }

  get errors(): number {
    return this.one.errors + this.other.errors;
  }

  get rounds(): Round[] {
    return this.one.rounds.flatMap((round, index) => {
      const beside = this.other.rounds[index];
      return beside ? [together(round, beside)] : [];
    });
  }

  async takeTurn(): Promise<void> {
    await Promise.all([this.one.takeTurn(), this.other.takeTurn()]);
  }
}

/** Of two that are sent as many: together they have them all when the slower one has its own. */
function together(one: Round, other: Round): Round {
  const mean = (value: (round: Round) => number) => (value(one) + value(other)) / 2;
  return {
    serviceMilliseconds: mean((round) => round.serviceMilliseconds),
    postgresMilliseconds: mean((round) => round.postgresMilliseconds),
    loaderMilliseconds: mean((round) => round.loaderMilliseconds),
    perSecond: 2 * Math.min(one.perSecond, other.perSecond),
    p50: mean((round) => round.p50),
    p99: Math.max(one.p99, other.p99),
  };
}
