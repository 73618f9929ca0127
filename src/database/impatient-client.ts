import { Client } from 'pg';

const TIMEOUT = 'Query read timeout';

/**
 * A connection that is given up when an answer does not come in time. Without this, `pg` would hand it out again, and after the
 * loss of a database's machine every connection of the pool would wait in vain until the kernel gives up, a quarter of an hour.
 */
export class ImpatientClient extends Client {
  override query = ((...args: unknown[]): unknown => {
    const ask = super.query.bind(this) as (...args: unknown[]) => unknown;
    const answer = ask(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        this.giveUp(error);
      });
    }
    return answer;
  }) as Client['query'];

  private giveUp(error: unknown): void {
    const isLate = (error as Error | undefined)?.message === TIMEOUT;
    // With a query still unanswered this destroys the socket, and the pool drops the connection.
    if (isLate) this.end().catch(() => undefined);
  }
}
