import { percentile } from '../report/statistics';
import { cpuMillisecondsOf } from '../process-cost';
import type { SideProcesses } from '../sides/side';
import type { AnswerCount, LoadRequest, LoadResult } from './load';
import type { Loader } from './loader';

/** A kind of request, many of which are sent in each round. */
export interface LoadedRequests {
  readonly name: string;
  readonly origin: string;
  readonly connections: number;
  readonly processes: SideProcesses;
  /** What of an answer's headers says that somebody is signed in: a regular expression. */
  readonly session: string;
  readonly isGood: (answer: AnswerCount) => boolean;
  /** Those of one round, made before it begins. */
  readonly make: () => readonly LoadRequest[];
}

/** What one round cost, a request. */
export interface Round {
  readonly serviceMilliseconds: number;
  readonly postgresMilliseconds: number;
  readonly loaderMilliseconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** What one kind of request costs, measured in turns with others. */
export class LoadTurns {
  readonly rounds: Round[] = [];
  errors = 0;
  private isWarm = false;

  constructor(
    readonly requests: LoadedRequests,
    private readonly loader: Loader,
  ) {}

  get name(): string {
    return this.requests.name;
  }

  get connections(): number {
    return this.requests.connections;
  }

  async takeTurn(): Promise<void> {
    const { origin, connections, processes, session, isGood, make } = this.requests;
    const { hostname: host, port } = new URL(origin);
    const load = { host, port: Number(port), connections, session, requests: make() };
    const before = this.spent(processes);
    const result = await this.loader.run(load);
    const after = this.spent(processes);
    this.errors += result.answers
      .filter((answer) => !isGood(answer))
      .reduce((sum, { count }) => sum + count, 0);
    if (this.isWarm) this.rounds.push(roundOf(before, after, result));
    this.isWarm = true;
  }

  private spent({ service, postgres }: SideProcesses): Spent {
    return {
      service: cpuMillisecondsOf(service()),
      postgres: cpuMillisecondsOf(postgres()),
      loader: cpuMillisecondsOf([this.loader.pid]),
    };
  }
}

interface Spent {
  readonly service: number;
  readonly postgres: number;
  readonly loader: number;
}

function roundOf(before: Spent, after: Spent, { seconds, milliseconds }: LoadResult): Round {
  const requests = milliseconds.length;
  const each = (name: keyof Spent) => (after[name] - before[name]) / requests;
  return {
    serviceMilliseconds: each('service'),
    postgresMilliseconds: each('postgres'),
    loaderMilliseconds: each('loader'),
    perSecond: requests / seconds,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
  };
}
