import type { DataSource, EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { AuditSealKeysRepository } from './audit-seal-keys.repository';
import { sealKeyPurpose } from './seal-key-purpose';

type Row = SealedRow & { readonly id: string };

/** What audit events are sealed with. */
export class SealedAuditKeys implements SealedStore<Row> {
  private readonly keys: AuditSealKeysRepository;

  constructor(dataSource: DataSource) {
    this.keys = new AuditSealKeysRepository(dataSource);
  }

  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const keys = await this.keys.lockSealedOtherwise(tx, masterKeyId, after?.id, limit);
    return keys.map(({ id, sealedKey: sealed, masterKeyId: sealedUnder }) => ({
      id,
      sealed,
      masterKeyId: sealedUnder,
      purpose: sealKeyPurpose(id),
    }));
  }

  updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    const keys = rows.map(({ sealed, ...row }) => ({ ...row, sealedKey: sealed }));
    return this.keys.updateSealed(tx, masterKeyId, keys);
  }

  describe({ id }: Row): { what: string; remedy: string } {
    return {
      what: `The key ${id}, by which audit events were sealed,`,
      remedy:
        'Restore that row of audit_seal_keys from a backup, or delete it: what was sealed with it can then not be verified any more.',
    };
  }
}
