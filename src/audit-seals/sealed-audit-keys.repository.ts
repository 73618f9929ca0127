import type { EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { sealKeyPurpose } from './seal-key-purpose';

type Row = SealedRow & { readonly id: string };

/** What audit events are sealed with. */
export class SealedAuditKeys implements SealedStore<Row> {
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const rows = await tx.query<Omit<Row, 'purpose'>[]>(
      `SELECT id, sealed_key AS sealed, master_key_id AS "masterKeyId" FROM audit_seal_keys
        WHERE master_key_id <> $1 AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3 FOR NO KEY UPDATE`,
      [masterKeyId, after?.id ?? null, limit],
    );
    return rows.map((row) => ({ ...row, purpose: sealKeyPurpose(row.id) }));
  }

  async updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    await tx.query(
      `UPDATE audit_seal_keys SET sealed_key = fresh.sealed, master_key_id = $1
         FROM unnest($2::uuid[], $3::bytea[]) AS fresh (id, sealed) WHERE audit_seal_keys.id = fresh.id`,
      [masterKeyId, rows.map(({ id }) => id), rows.map(({ sealed }) => sealed)],
    );
  }

  describe({ id }: Row): { what: string; remedy: string } {
    return {
      what: `The key ${id}, by which audit events were sealed,`,
      remedy:
        'Restore that row of audit_seal_keys from a backup, or delete it: what was sealed with it can then not be verified any more.',
    };
  }
}
