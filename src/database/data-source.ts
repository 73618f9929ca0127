import { join } from 'node:path';
import type { DataSourceOptions, EntitySchema } from 'typeorm';
import { ImpatientClient } from './impatient-client';
import { SnakeCaseNaming } from './snake-case-naming';

export type Entity = EntitySchema | (new () => object);

/** Connections a service node holds at most; a hundred concurrent logins take turns on them. */
const POOL_SIZE = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement of ours comes near it; what does is stuck, and must not hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 15_000;

/** Beside the built sources as well as beside the written ones. */
const MIGRATIONS_DIRECTORY = join(__dirname, '..', '..', 'migrations');

export interface DatabaseOptions {
  readonly entities?: Entity[];
  readonly poolSize?: number;
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
    applicationName: 'ram-sso',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    poolSize: options.poolSize ?? POOL_SIZE,
    extra: {
      // By a statement: a pooler such as PgBouncer refuses a connection that asks for it as it begins.
      onConnect: (client: ImpatientClient) => client.query(`SET statement_timeout = ${statementTimeoutMs}`),
      // Where the server does not answer at all, not even to say that it gave up.
      query_timeout: statementTimeoutMs * 1.5,
      Client: ImpatientClient,
      keepAlive: true,
      idleTimeoutMillis: 60_000,
    },
  };
}
