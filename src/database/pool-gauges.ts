import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Sample } from '../counters/metric';
import { Counters } from '../counters/counters';
import { type PoolState, PreparedStatements } from './prepared-statements';

/** Tells of both pools: `sign_in` has the statements of logins and look-ups of sessions, `shared` all others. */
@Injectable()
export class PoolGauges {
  constructor(
    counters: Counters,
    private readonly dataSource: DataSource,
    private readonly statements: PreparedStatements,
  ) {
    counters.gauge(
      {
        name: 'ram_sso_database_connections',
        help: 'Connections to Postgres, by pool and state.',
        across: 'sum',
      },
      () =>
        this.each(({ totalCount, idleCount }) => [
          { labels: { state: 'used' }, value: totalCount - idleCount },
          { labels: { state: 'idle' }, value: idleCount },
        ]),
    );
    counters.gauge(
      {
        name: 'ram_sso_database_connections_limit',
        help: 'Connections that a pool may have.',
        across: 'sum',
      },
      () => this.each(({ options }) => [{ labels: {}, value: options.max }]),
    );
    counters.gauge(
      {
        name: 'ram_sso_database_waiting',
        help: 'Who waits for a connection of a pool.',
        across: 'sum',
      },
      () => this.each(({ waitingCount }) => [{ labels: {}, value: waitingCount }]),
    );
  }

  private each(read: (state: PoolState) => Sample[]): Sample[] {
    const pools = { shared: this.sharedPool(), sign_in: this.statements.poolState };
    return Object.entries(pools).flatMap(([pool, state]) =>
      read(state).map(({ labels, value }) => ({ labels: { pool, ...labels }, value })),
    );
  }

  /** TypeORM's own, which it has once it is connected. */
  private sharedPool(): PoolState {
    return (this.dataSource.driver as unknown as { readonly master: PoolState }).master;
  }
}
