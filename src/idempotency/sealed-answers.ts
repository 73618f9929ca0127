import type { DataSource, EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { answerPurpose } from './answer-purpose';
import { IdempotencyKeysRepository } from './idempotency-keys.repository';

type Row = SealedRow & { readonly id: Buffer };

/** What requests that created something were answered. */
export class SealedAnswers implements SealedStore<Row> {
  private readonly keys: IdempotencyKeysRepository;

  constructor(dataSource: DataSource) {
    this.keys = new IdempotencyKeysRepository(dataSource);
  }

  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const answers = await this.keys.lockSealedOtherwise(tx, masterKeyId, after?.id, limit);
    return answers.map(({ id, sealedAnswer: sealed, masterKeyId: sealedUnder }) => ({
      id,
      sealed,
      masterKeyId: sealedUnder,
      purpose: answerPurpose(id),
    }));
  }

  updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    const answers = rows.map(({ sealed, ...row }) => ({ ...row, sealedAnswer: sealed }));
    return this.keys.updateSealed(tx, masterKeyId, answers);
  }

  describe({ id }: Row): { what: string; remedy: string } {
    const hex = id.toString('hex');
    return {
      what: `The kept answer ${hex}`,
      remedy: `Delete that row of idempotency_keys (id '\\x${hex}'): should its request come again, it is done again.`,
    };
  }
}
