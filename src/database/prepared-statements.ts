import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type ClientBase, Pool, type PoolClient } from 'pg';
import { isDiskFull, isFatal } from './driver-error';
import { type ImpatientClient, isUnanswered } from './impatient-client';
import {
  APPLICATION_NAME,
  LOGIN_STATEMENT_TIMEOUT_MS,
  poolOptions,
  setOnOwnServer,
  WAIT_TIMEOUT_MS,
} from './pool-options';
import { poolSizesOf } from './pool-sizes';
import type { PreparedStatement } from './prepared-statement';
import type { Row } from './statement-batch';

/** How many connections a pool has, and who waits for one. */
export type PoolState = Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'> & {
  readonly options: { readonly max: number };
};

/** For how long a full disk is told after it was met: then somebody must try again. */
const FULL_MS = 2_000;

export interface NamedStatement {
  readonly statement: PreparedStatement;
  /** By the names of the statement's parameters; undefined ones are null. */
  readonly named: object;
}

/**
 * What is asked with every login and every look at a session: parsed and planned once a connection instead of each time, which costs
 * more than running it. Each runs alone, and commits by itself.
 */
@Injectable()
export class PreparedStatements implements OnApplicationShutdown {
  private readonly log = new Logger(PreparedStatements.name);
  private readonly pool: Pool;
  private fullAt = -Infinity;
  private unansweredAt = -Infinity;

  constructor(
    url: string,
    poolSize = poolSizesOf(1).prepared,
    statementTimeoutMs = LOGIN_STATEMENT_TIMEOUT_MS,
  ) {
    const options = {
      ...poolOptions(statementTimeoutMs),
      connectionString: url,
      application_name: APPLICATION_NAME,
      connectionTimeoutMillis: WAIT_TIMEOUT_MS,
      max: poolSize,
      onConnect: (client: ClientBase) => keepPlans(client as ImpatientClient, statementTimeoutMs),
    };
    this.pool = new Pool(options);
    // Of a connection that nobody uses: the next one who asks gets another.
    this.pool.on('error', ({ message }) => {
      if (!this.pool.ending) this.log.warn(`a connection to the database was lost: ${message}`);
    });
  }

  /** Whether a statement failed of late because the database's disk is full. Nothing that only reads would show it. */
  get isDiskFull(): boolean {
    return performance.now() - this.fullAt < FULL_MS;
  }

  /** @param named by the names of the statement's parameters; undefined ones are null */
  async run<Found extends object>(statement: PreparedStatement, named: object): Promise<Found[]> {
    const { name, text } = statement;
    const values = statement.valuesOf(named);
    const { rows } = await this.ask((client) =>
      client.query<Found>(client.keepsPlans ? { name, text, values } : { text, values }),
    );
    return rows;
  }

  /** For who wants to know how busy it is. */
  get poolState(): PoolState {
    return this.pool;
  }

  /**
   * In one transaction and one round trip, one after the other: where one fails, none has happened.
   * @returns the rows of each
   */
  async runTogether(all: readonly NamedStatement[]): Promise<readonly (readonly Row[])[]> {
    const asked = all.map(({ statement, named }) => ({ statement, values: statement.valuesOf(named) }));
    return this.ask((client) => client.askTogether(asked));
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }

  private async ask<T>(question: (client: ImpatientClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let isEnding = false;
    try {
      return await question(client);
    } catch (error) {
      isEnding = isFatal(error);
      this.note(error);
      throw error;
    } finally {
      client.release(isEnding);
    }
  }

  /** Where one was not answered, those that were begun before lead to the same silence: each would be waited for in vain. */
  private async connect(): Promise<PoolClient & ImpatientClient> {
    for (;;) {
      const client = (await this.pool.connect()) as PoolClient & ImpatientClient;
      if (client.begunAt > this.unansweredAt) return client;
      client.release(true);
    }
  }

  private note(error: unknown): void {
    if (isDiskFull(error)) this.fullAt = performance.now();
    if (isUnanswered(error)) this.unansweredAt = performance.now();
  }
}

/** Plans are kept where the same server answers each time. They are kept while its tables grow, so they must be right for big ones. */
async function keepPlans(client: ImpatientClient, statementTimeoutMs: number): Promise<void> {
  client.keepsPlans = await setOnOwnServer(client, {
    statement_timeout: statementTimeoutMs,
    enable_seqscan: 'off',
    plan_cache_mode: 'force_generic_plan',
  });
}
