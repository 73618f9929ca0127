import type { EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { answerPurpose } from './answer-purpose';

type Row = SealedRow & { readonly id: Buffer };

/** What requests that created something were answered. */
export class SealedAnswers implements SealedStore<Row> {
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const rows = await tx.query<Omit<Row, 'purpose'>[]>(
      `SELECT id, sealed_answer AS sealed, master_key_id AS "masterKeyId" FROM idempotency_keys
        WHERE master_key_id <> $1 AND ($2::bytea IS NULL OR id > $2::bytea) ORDER BY id LIMIT $3 FOR NO KEY UPDATE`,
      [masterKeyId, after?.id ?? null, limit],
    );
    return rows.map((row) => ({ ...row, purpose: answerPurpose(row.id) }));
  }

  async updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    await tx.query(
      `UPDATE idempotency_keys SET sealed_answer = fresh.sealed, master_key_id = $1
         FROM unnest($2::bytea[], $3::bytea[]) AS fresh (id, sealed) WHERE idempotency_keys.id = fresh.id`,
      [masterKeyId, rows.map(({ id }) => id), rows.map(({ sealed }) => sealed)],
    );
  }

  describe({ id }: Row): { what: string; remedy: string } {
    const hex = id.toString('hex');
    return {
      what: `The kept answer ${hex}`,
      remedy: `Delete that row of idempotency_keys (id '\\x${hex}'): should its request come again, it is done again.`,
    };
  }
}
