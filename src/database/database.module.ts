import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source';
import { PoolGauges } from './pool-gauges';
import { WAIT_TIMEOUT_MS } from './pool-options';
import { poolSizesOf } from './pool-sizes';
import { PreparedStatements } from './prepared-statements';
import { SharedCommits } from './shared-commits';
import { Sweeper } from './sweeper';
import { Transactions } from './transactions';

/**
 * Owns the connection to Postgres: the pool, the embedded server, migrations, transactions and sweeps of what has expired.
 * Has no routes, and knows none of the rooms whose entities and tables it serves: rooms bring theirs by `TypeOrmModule.forFeature`.
 */
@Global()
@Module({ providers: [Transactions, Sweeper], exports: [Transactions, Sweeper] })
export class DatabaseModule {
  /**
   * @param url of a database that is migrated already.
   * @param workers processes of this node, of which each has its share of the connections
   */
  static connect(url: string, workers: number): DynamicModule {
    const { shared, prepared } = poolSizesOf(workers);
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url, { poolSize: shared, connectTimeoutMs: WAIT_TIMEOUT_MS }),
          autoLoadEntities: true,
          // What a request would not wait for, a start does: a machine that has just begun is slow.
          retryAttempts: 5,
          retryDelay: 500,
        }),
      ],
      providers: [
        { provide: PreparedStatements, useFactory: () => new PreparedStatements(url, prepared) },
        PoolGauges,
        SharedCommits,
      ],
      exports: [PreparedStatements, SharedCommits],
    };
  }
}
