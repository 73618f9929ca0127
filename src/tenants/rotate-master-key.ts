import { DataSource, type EntityManager } from 'typeorm';
import { twiceIfLost } from '../database/transactions';
import { masterKeyIdOf, Sealing } from '../secrets/sealing';
import { StartError } from '../settings/start-error';
import { MasterKeysRepository } from './master-keys.repository';
import { spKeyPurpose } from './sp-key-purpose';
import { type SealedSpKey, SpKeysRepository } from './sp-keys.repository';
import { wrongMasterKey } from './wrong-master-key';

/** Keys that are read, opened and sealed at a time, some 2 KB each: what a rotation takes of memory. */
const BATCH = 500;

/** Seals everything that is sealed under one master key under another, in one transaction. Services on the database may go on meanwhile. */
export class RotateMasterKey {
  private readonly masterKeys: MasterKeysRepository;
  private readonly spKeys: SpKeysRepository;

  constructor(private readonly dataSource: DataSource) {
    this.masterKeys = new MasterKeysRepository(dataSource);
    this.spKeys = new SpKeysRepository(dataSource);
  }

  /**
   * @returns how many keys were sealed anew; null where the new master key was in force already
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

  /** Most keys are sealed while others may still be made; those that were are found once none can be made any more. */
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
    let batch: SealedSpKey[] = [];
    do {
      batch = await this.spKeys.lockSealedOtherwise(tx, to, batch.at(-1), BATCH);
      await this.spKeys.updateSealed(
        tx,
        to,
        batch.map((key) => reseal(key, sealing, to)),
      );
      count += batch.length;
    } while (batch.length === BATCH);
    return count;
  }
}

function reseal(key: SealedSpKey, sealing: Sealing, to: string): SealedSpKey {
  const purpose = spKeyPurpose(key.tenantId, key.use);
  const plain = open(key, sealing, purpose);
  return { ...key, sealedPrivateKey: sealing.seal(plain, purpose, to).sealed, masterKeyId: to };
}

function open(
  { tenantId, use, sealedPrivateKey, masterKeyId }: SealedSpKey,
  sealing: Sealing,
  purpose: string,
) {
  try {
    return sealing.open(sealedPrivateKey, masterKeyId, purpose);
  } catch (cause) {
    throw new StartError(
      `The ${use} key of the tenant ${tenantId} does not open: it was changed in the database. Nothing was changed by this rotation. Restore that row of sp_keys from a backup, or delete it: the tenant then gets a new key, which its IdP must be told.`,
      { cause },
    );
  }
}
