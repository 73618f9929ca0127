import { join } from 'node:path';
import type { DataSourceOptions, EntitySchema } from 'typeorm';
import type { ImpatientClient } from './impatient-client';
import {
  APPLICATION_NAME,
  CONNECT_TIMEOUT_MS,
  poolOptions,
  setOnOwnServer,
  STATEMENT_TIMEOUT_MS,
} from './pool-options';
import { poolSizesOf } from './pool-sizes';
import { SnakeCaseNaming } from './snake-case-naming';

export type Entity = EntitySchema | (new () => object);

/** Beside the built sources as well as beside the written ones. */
const MIGRATIONS_DIRECTORY = join(__dirname, '..', '..', 'migrations');

export interface DatabaseOptions {
  readonly entities?: Entity[];
  readonly poolSize?: number;
  readonly connectTimeoutMs?: number;
  /** 0: none, for migrations. */
  readonly statementTimeoutMs?: number;
}

export function dataSourceOptions(url: string, options: DatabaseOptions = {}): DataSourceOptions {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  return {
    type: 'postgres',
    url,
    entities: options.entities ?? [],
    migrations: [join(MIGRATIONS_DIRECTORY, '*.{js,ts}')],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNaming(),
    installExtensions: false,
    logging: false,
    applicationName: APPLICATION_NAME,
    connectTimeoutMS: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    poolSize: options.poolSize ?? poolSizesOf(1).shared,
    extra: {
      ...poolOptions(statementTimeoutMs),
      onConnect: (client: ImpatientClient) =>
        setOnOwnServer(client, { statement_timeout: statementTimeoutMs }),
    },
  };
}
