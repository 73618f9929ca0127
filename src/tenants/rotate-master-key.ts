import { DataSource, type EntityManager } from 'typeorm';
import { twiceIfLost } from '../database/transactions';
import { masterKeyIdOf, Sealing } from '../secrets/sealing';
import { StartError } from '../settings/start-error';
import { MasterKeysRepository } from './master-keys.repository';
import type { SealedRow, SealedStore } from '../database/sealed-store';
import { wrongMasterKey } from './wrong-master-key';

/** Rows that are read, opened and sealed at a time, of some 2 KB each: what a rotation takes of memory. */
const BATCH = 500;

/** Seals everything that is sealed under one master key under another, in one transaction. Services on the database may go on meanwhile. */
export class RotateMasterKey {
  private readonly masterKeys: MasterKeysRepository;

  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: readonly SealedStore[],
  ) {
    this.masterKeys = new MasterKeysRepository(dataSource);
  }

  /**
   * @returns how many rows were sealed anew; null where the new master key was in force already
   * @throws StartError, and any other error: nothing was changed
   */
  run(masterKey: Buffer, newMasterKey: Buffer): Promise<number | null> {
    const sealing = new Sealing(masterKey, newMasterKey);
    const to = masterKeyIdOf(newMasterKey);
    const work = async (tx: EntityManager): Promise<number | null> => {
      if (!(await this.masterKeys.lockForRotation(tx)))
        throw new StartError('Another rotation of this master key is under way: wait for its end.');
      const ids = await this.masterKeys.findIds(tx);
      if (ids.length > 0 && ids.every((id) => id === to)) return null;
      const missing = sealing.missingOf(ids);
      if (missing.length > 0) throw wrongMasterKey(sealing, missing, 'nothing was changed');
      return this.rotate(tx, sealing, to);
    };
    return twiceIfLost(() => this.dataSource.transaction(work));
  }

  /** Most is sealed while more may still be sealed by others; what was is found once none can be any more. */
  private async rotate(tx: EntityManager, sealing: Sealing, to: string): Promise<number> {
    await this.masterKeys.add(tx, to);
    const first = await this.resealAll(tx, sealing, to);
    await this.masterKeys.lockOthers(tx, to);
    const late = await this.resealAll(tx, sealing, to);
    await this.masterKeys.deleteOthers(tx, to);
    return first + late;
  }

  private async resealAll(tx: EntityManager, sealing: Sealing, to: string): Promise<number> {
    let count = 0;
    for (const store of this.stores) count += await resealStore(store, tx, sealing, to);
    return count;
  }
}

async function resealStore(
  store: SealedStore,
  tx: EntityManager,
  sealing: Sealing,
  to: string,
): Promise<number> {
  let count = 0;
  let batch: SealedRow[] = [];
  do {
    batch = await store.lockSealedOtherwise(tx, to, batch.at(-1), BATCH);
    const fresh = batch.map((row) => ({
      ...row,
      sealed: sealing.seal(open(store, row, sealing), row.purpose, to).sealed,
      masterKeyId: to,
    }));
    await store.updateSealed(tx, to, fresh);
    count += batch.length;
  } while (batch.length === BATCH);
  return count;
}

function open(store: SealedStore, row: SealedRow, sealing: Sealing): Buffer {
  try {
    return sealing.open(row.sealed, row.masterKeyId, row.purpose);
  } catch (cause) {
    const { what, remedy } = store.describe(row);
    throw new StartError(
      `${what} does not open: it was changed in the database. Nothing was changed by this rotation. ${remedy}`,
      { cause },
    );
  }
}
