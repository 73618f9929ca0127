import { Injectable } from '@nestjs/common';
import { BatchQueue } from './batch-queue';
import { isFatal, isOfPostgres } from './driver-error';
import { isDatabaseUnavailable, WAITED_IN_VAIN } from './failures';
import { WAIT_TIMEOUT_MS } from './pool-options';
import type { PreparedStatement } from './prepared-statement';
import { type NamedStatement, PreparedStatements } from './prepared-statements';
import type { Row } from './statement-batch';
import { isWorthRepeating, twiceIfLost } from './transactions';

/** A statement that may share its commit with others; it writes nothing where it does not find what it asks for. */
export interface SharedStatement {
  /** Waits for rows that somebody else has locked. */
  readonly alone: PreparedStatement;
  /** Leaves them out (`SKIP LOCKED`), so that nobody waits for what holds up somebody else. */
  readonly together: PreparedStatement;
  /** Whether it may have left any out: then it is asked once more, alone. */
  readonly mayHaveLeftOut: (rows: readonly Row[]) => boolean;
}

interface Waiting extends NamedStatement {
  /** On the process's own clock. */
  readonly since: number;
  readonly claim: Buffer;
}

/** What was not answered together, and what was not asked any more. */
const ALONE = Symbol('alone');
const LATE = Symbol('late');
const NO_CLAIM = Buffer.alloc(0);

type Answer = readonly Row[] | typeof ALONE | typeof LATE;

/** For logins a connection is enough; the others are for what must be asked alone. */
const BOUNDS = { items: 32, underway: 3, crowd: 4 };

/**
 * The statements of logins that come at the same time are sent together and committed by one commit, since a commit and a round trip
 * of its own are more than half of what a statement costs: docs/decisions/0017-shared-commits.md. To whoever asks it looks as if each
 * had been sent alone.
 */
@Injectable()
export class SharedCommits {
  private readonly queue = new BatchQueue<Waiting, Answer>(BOUNDS, (batch) => this.send(batch));

  constructor(private readonly statements: PreparedStatements) {}

  /** @param claim a key that it may insert, and others too: whoever is second waits for the first one's commit */
  async run<Found extends object>(
    shared: SharedStatement,
    named: object,
    claim: Buffer = NO_CLAIM,
  ): Promise<readonly Found[]> {
    const askAlone = () => this.statements.run<Found>(shared.alone, named);
    let rows: Answer;
    try {
      rows = await this.queue.add({ statement: shared.together, named, claim, since: performance.now() });
    } catch (error) {
      if (!isWorthRepeating(error)) throw error;
      return askAlone();
    }
    if (rows === LATE) throw new Error(WAITED_IN_VAIN);
    if (rows === ALONE || shared.mayHaveLeftOut(rows)) return twiceIfLost(askAlone);
    return rows as readonly Found[];
  }

  /** Whoever has waited too long behind others is not sent any more: he is better told to come again than kept. */
  private async send(batch: readonly Waiting[]): Promise<readonly Answer[]> {
    const latest = performance.now() - WAIT_TIMEOUT_MS;
    // All claim in one order, so that no two batches wait for each other.
    const inTime = batch
      .filter(({ since }) => since >= latest)
      .sort((one, other) => Buffer.compare(one.claim, other.claim));
    if (inTime.length === 0) return batch.map((): Answer => LATE);
    const answers = await this.sendTogether(inTime);
    const byItem = new Map<Waiting, Answer | undefined>(inTime.map((item, index) => [item, answers[index]]));
    return batch.map((item): Answer => byItem.get(item) ?? LATE);
  }

  /** Where Postgres refuses one of several, all are undone: each is asked again alone, and fails or not by itself. */
  private async sendTogether(batch: readonly Waiting[]): Promise<readonly Answer[]> {
    try {
      return await this.statements.runTogether(batch);
    } catch (error) {
      if (batch.length === 1 || !isOfOne(error)) throw error;
      return batch.map(() => ALONE);
    }
  }
}

/** Whether Postgres says that it has undone all for the sake of one, and not that it can not serve any. */
function isOfOne(error: unknown): boolean {
  const isUndone = isOfPostgres(error) && !isFatal(error);
  return isUndone && (isWorthRepeating(error) || !isDatabaseUnavailable(error));
}
