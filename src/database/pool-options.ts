import { ImpatientClient } from './impatient-client';

export const APPLICATION_NAME = 'ram-sso';
export const CONNECT_TIMEOUT_MS = 5_000;
/** While requests wait: for a free connection, or for a new one. Who asks is better told to come again than kept. */
export const WAIT_TIMEOUT_MS = 1_800;
/** No statement of ours comes near it; what does is stuck, and must not hold a connection for ever. */
export const STATEMENT_TIMEOUT_MS = 15_000;
/** Of what is asked with every login, a statement of a millisecond: a database that needs longer must not be given more and more of them. */
export const LOGIN_STATEMENT_TIMEOUT_MS = 2_000;

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

/**
 * By a statement: a pooler such as PgBouncer refuses a connection that asks for these as it begins. And only where the server that
 * answers is the one that was connected to: behind a pooler each statement may meet another server, where what is set here would be
 * set for others too; there it is our own patience that bounds a statement. One round trip, as a new connection is waited for.
 * @returns whether it is that server
 */
export async function setOnOwnServer(
  client: ImpatientClient,
  settings: Readonly<Record<string, string | number>>,
): Promise<boolean> {
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', false)`);
  const question = {
    text: `SELECT ${set.join(', ')} WHERE pg_backend_pid() = ${client.processID ?? 0}`,
    query_timeout: WAIT_TIMEOUT_MS,
  };
  const { rowCount } = await client.query(question);
  return rowCount === 1;
}
