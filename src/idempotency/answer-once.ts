import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isForeignKeyViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { IDEMPOTENCY_HOURS } from '../http/idempotent';
import { IDEMPOTENCY_KEY } from '../http/idempotent-route';
import { Problem } from '../http/problem';
import { Clock } from '../settings/clock';
import { MasterKey } from '../tenants/master-key.service';
import { answerPurpose } from './answer-purpose';
import { type KeptRow, IdempotencyKeysRepository } from './idempotency-keys.repository';
import { Places } from './places';
import type { RepeatableRequest } from './repeatable-request';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Each holds a connection while what it calls takes another one: with all of the pool held by such, none would come on. So they get
 * less than half of it.
 */
const MOST_AT_A_TIME = 8;
const RETRY_AFTER_SECONDS = '1';

/** Does what a request asks once, and answers its repetitions with what came of it. */
@Injectable()
export class AnswerOnce {
  private readonly places = new Places(MOST_AT_A_TIME);

  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly masterKey: MasterKey,
    private readonly keys: IdempotencyKeysRepository,
  ) {}

  /**
   * What is done and what is answered are committed together: after a crash there is both or neither. A refusal is not kept, for it has
   * done nothing. Throws `conflict` where the key was another request's, or where the first is still under way.
   */
  run(
    request: RepeatableRequest,
    work: () => Promise<Answer>,
  ): Promise<{ answer: Answer; isRepeated: boolean }> {
    const once = () => this.transactions.runJointly((tx) => this.answer(tx, request, work));
    return this.places.take(async () => {
      try {
        return await once();
      } catch (error) {
        // The master key was rotated just now, and nothing is done yet.
        if (!isForeignKeyViolation(error, 'fk_idempotency_keys_master_key')) throw error;
        return once();
      }
    });
  }

  private async answer(
    tx: EntityManager,
    request: RepeatableRequest,
    work: () => Promise<Answer>,
  ): Promise<{ answer: Answer; isRepeated: boolean }> {
    if (!(await this.keys.tryLock(tx, request.id))) throw underWay();
    const kept = await this.keys.find(tx, request, this.clock.now());
    if (kept) return { answer: this.open(kept, request), isRepeated: true };
    const answer = await work();
    await this.keep(tx, request, answer);
    return { answer, isRepeated: false };
  }

  private open({ requestHash, sealedAnswer, masterKeyId }: KeptRow, request: RepeatableRequest): Answer {
    if (!requestHash.equals(request.requestHash)) throw anotherRequest();
    const opened = this.masterKey.open(sealedAnswer, masterKeyId, answerPurpose(request.id));
    return JSON.parse(opened.toString()) as Answer;
  }

  private async keep(
    tx: EntityManager,
    { id, tenantId, requestHash }: RepeatableRequest,
    answer: Answer,
  ): Promise<void> {
    const plain = Buffer.from(JSON.stringify(answer));
    const { sealed: sealedAnswer, masterKeyId } = await this.masterKey.seal(plain, answerPurpose(id));
    const expiresAt = new Date(this.clock.now().getTime() + IDEMPOTENCY_HOURS * 3_600_000);
    await this.keys.put(tx, { id, tenantId, requestHash, sealedAnswer, masterKeyId, expiresAt });
  }
}

function underWay(): Problem {
  return new Problem(
    'conflict',
    `The first request with this ${IDEMPOTENCY_KEY} is still under way: ask again in a moment.`,
    { headers: { 'retry-after': RETRY_AFTER_SECONDS } },
  );
}

function anotherRequest(): Problem {
  return new Problem(
    'conflict',
    `This ${IDEMPOTENCY_KEY} was another request's (another path or body) within ${IDEMPOTENCY_HOURS} hours: give each new request a key of its own.`,
  );
}
