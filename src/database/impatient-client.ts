import { Client, type ClientConfig } from 'pg';
import { sqlState } from './driver-error';
import { type AskedStatement, type KnownColumns, type Row, StatementBatch } from './statement-batch';

const TIMEOUT = 'Query read timeout';
/** Of a server that has become a replica since, or whose owner lets nothing be written. */
const READ_ONLY = '25006';

/**
 * A connection that is given up when an answer does not come in time, or the server takes no writes any more: another one may lead to
 * the server that does. Without this, `pg` would hand it out again, and after the loss of a database's machine every connection of the
 * pool would wait in vain until the kernel gives up, a quarter of an hour. So is one of which nobody knows any more what it has prepared.
 */
export class ImpatientClient extends Client {
  /** Of the server's process, as whoever accepted the connection says. */
  declare readonly processID: number | null;
  /** Of the clock that `performance.now()` reads. */
  readonly begunAt = performance.now();
  /** Whether what is prepared here is there for the next statement. */
  keepsPlans = false;
  readonly columns: KnownColumns = new Map();

  constructor(config?: string | ClientConfig) {
    super(config);
    // What is under way fails with it, and the pool drops the connection: nobody need hear of it twice.
    this.on('error', () => undefined);
  }

  override query = ((...args: unknown[]): unknown => {
    const ask = super.query.bind(this) as (...args: unknown[]) => unknown;
    const answer = ask(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (isOfNoUse(error)) this.giveUp();
      });
    }
    return answer;
  }) as Client['query'];

  /**
   * All in one transaction and one round trip.
   * @returns the rows of each
   */
  async askTogether(asked: readonly AskedStatement[]): Promise<readonly (readonly Row[])[]> {
    let batch: StatementBatch | undefined;
    try {
      return await new Promise((resolve, reject) => {
        batch = new StatementBatch(asked, this, (error, rows = []) => {
          if (error) reject(error);
          else resolve(rows);
        });
        this.query(batch);
      });
    } catch (error) {
      if (isOfNoUse(error) || batch?.isHalfPrepared) this.giveUp();
      throw error;
    }
  }

  /** With a query still unanswered this destroys the socket, and the pool drops the connection. */
  private giveUp(): void {
    this.end().catch(() => undefined);
  }
}

/** Whether what failed so fails again over the same connection, and not over another. */
function isOfNoUse(error: unknown): boolean {
  return isUnanswered(error) || sqlState(error) === READ_ONLY;
}

/** The server said nothing, not even that it gave up. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === TIMEOUT;
}
