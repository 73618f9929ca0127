import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../secrets/ids';
import { MasterKey } from '../tenants/master-key.service';
import { AuditSealKeysRepository, type SealedKey } from './audit-seal-keys.repository';
import { sealKeyPurpose } from './seal-key-purpose';

export interface SealKey {
  readonly id: string;
  readonly key: Buffer;
}

const KEY_BYTES = 32;

/** The keys that audit events are sealed with: random, and sealed under the master key themselves. */
@Injectable()
export class SealKeys {
  constructor(
    private readonly repository: AuditSealKeysRepository,
    private readonly masterKey: MasterKey,
  ) {}

  /**
   * The one to seal with. After each rotation of the master key it is another: who had the old one and a copy of the database could
   * make seals of his own with what was then in force. By the node that seals, which is one at a time.
   */
  async current(): Promise<SealKey> {
    await this.masterKey.checkHeld();
    const newest = await this.repository.findNewest();
    const since = await this.masterKey.inForceSince();
    const isFresh = newest !== null && newest.createdAt >= since;
    return (isFresh ? this.tryToOpen(newest) : null) ?? this.add();
  }

  /** By their ids; those that do not open are left out: they were changed, or put there by somebody else. */
  async all(): Promise<ReadonlyMap<string, Buffer>> {
    await this.masterKey.checkHeld();
    const keys = new Map<string, Buffer>();
    for (const sealed of await this.repository.listAll()) {
      const opened = this.tryToOpen(sealed);
      if (opened) keys.set(opened.id, opened.key);
    }
    return keys;
  }

  private async add(): Promise<SealKey> {
    const id = newId();
    const key = randomBytes(KEY_BYTES);
    const { sealed, masterKeyId } = await this.masterKey.seal(key, sealKeyPurpose(id));
    await this.repository.insert({ id, sealedKey: sealed, masterKeyId });
    return { id, key };
  }

  /** Null where it was changed, or put there by somebody who has not the master key. */
  private tryToOpen({ id, sealedKey, masterKeyId }: SealedKey): SealKey | null {
    try {
      return { id, key: this.masterKey.open(sealedKey, masterKeyId, sealKeyPurpose(id)) };
    } catch {
      return null;
    }
  }
}
