import type { DataSource, EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../tenants/sealed-store';
import { spKeyPurpose } from './sp-key-purpose';
import { type SealedSpKey, SpKeysRepository } from './sp-keys.repository';

type Row = SealedRow & Pick<SealedSpKey, 'tenantId' | 'id' | 'use' | 'status'>;

/** The private keys of the tenants' service providers. */
export class SealedSpKeys implements SealedStore<Row> {
  private readonly keys: SpKeysRepository;

  constructor(dataSource: DataSource) {
    this.keys = new SpKeysRepository(dataSource);
  }

  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const keys = await this.keys.lockSealedOtherwise(tx, masterKeyId, after, limit);
    return keys.map(({ sealedPrivateKey: sealed, ...key }) => ({
      ...key,
      sealed,
      purpose: spKeyPurpose(key.tenantId, key.use),
    }));
  }

  updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    const keys = rows.map(({ sealed, ...row }) => ({ ...row, sealedPrivateKey: sealed }));
    return this.keys.updateSealed(tx, masterKeyId, keys);
  }

  describe({ tenantId, id, use, status }: Row): { what: string; remedy: string } {
    return {
      what: `The ${status} ${use} key of the tenant ${tenantId}`,
      remedy: `Restore the row ${id} of sp_keys from a backup, or delete it: in place of a current one the tenant gets a new key, which its IdP must be told.`,
    };
  }
}
