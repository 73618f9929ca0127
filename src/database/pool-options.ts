import { ImpatientClient } from './impatient-client';

export const APPLICATION_NAME = 'ram-sso';
export const CONNECT_TIMEOUT_MS = 5_000;
/** No statement of ours comes near it; what does is stuck, and must not hold a connection for ever. */
export const STATEMENT_TIMEOUT_MS = 15_000;

/** What a pool of ours asks of `pg`, whoever makes the pool. */
export function poolOptions(statementTimeoutMs: number) {
  return {
    // Where the server does not answer at all, not even to say that it gave up.
    query_timeout: statementTimeoutMs * 1.5,
    Client: ImpatientClient,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
  };
}

/** By a statement: a pooler such as PgBouncer refuses a connection that asks for it as it begins. */
export async function boundInTime(client: ImpatientClient, statementTimeoutMs: number): Promise<void> {
  await client.query(`SET statement_timeout = ${statementTimeoutMs}`);
}
