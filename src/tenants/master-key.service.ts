import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import { type Sealed, Sealing, UnknownMasterKey } from '../secrets/sealing';
import { MasterKeysRepository } from './master-keys.repository';
import { wrongMasterKey } from './wrong-master-key';
import { say } from '../sentences/sentence';

/** The master key, as this node holds it. Which one is in force, the database says. */
@Injectable()
export class MasterKey {
  constructor(
    private readonly sealing: Sealing,
    private readonly repository: MasterKeysRepository,
  ) {}

  /**
   * Before anything is served: a wrong key would show only at the first login. While nothing is sealed under the key in force, it
   * gives way to the one of whoever starts.
   * @returns the fingerprint of the key that is in force
   * @throws StartError
   */
  async check(): Promise<string> {
    if ((await this.findMissing()).length > 0) await this.repository.adopt(this.sealing.masterKeyId);
    const missing = await this.findMissing();
    if (missing.length === 0) return this.requireId();
    throw wrongMasterKey(this.sealing, missing, 'set that one, or put back DATA_DIR/master-key');
  }

  /** Throws `unavailable` where this node lacks a key that something is sealed under: since a rotation, or because it has another. */
  async checkHeld(): Promise<void> {
    const missing = this.sealing.missingOf(await this.repository.findIds());
    if (missing.length > 0) throw notHeld(new UnknownMasterKey(missing, this.sealing.masterKeyIds));
  }

  /** Since when what is sealed is sealed under it, by the database's clock. */
  inForceSince(): Promise<Date> {
    return this.repository.findSince();
  }

  /** Seals under the key that is in force. Throws `unavailable` where this node does not hold it. */
  async seal(plain: Buffer, purpose: string): Promise<Sealed> {
    return this.sealing.seal(plain, purpose, await this.requireId());
  }

  /** Opens what was sealed. Throws `unavailable` where this node does not hold the key that it was sealed under. */
  open(sealed: Buffer, masterKeyId: string, purpose: string): Buffer {
    try {
      return this.sealing.open(sealed, masterKeyId, purpose);
    } catch (error) {
      throw error instanceof UnknownMasterKey ? notHeld(error) : error;
    }
  }

  private async requireId(): Promise<string> {
    const ids = await this.requireIds();
    const held = ids.includes(this.sealing.masterKeyId)
      ? this.sealing.masterKeyId
      : ids.find((id) => this.sealing.has(id));
    if (held !== undefined) return held;
    throw notHeld(new UnknownMasterKey(ids, this.sealing.masterKeyIds));
  }

  private async findMissing(): Promise<string[]> {
    return this.sealing.missingOf(await this.requireIds());
  }

  /** Puts this node's own key in force where there is none yet. */
  private async requireIds(): Promise<string[]> {
    const ids = await this.repository.findIds();
    if (ids.length > 0) return ids;
    await this.repository.adopt(this.sealing.masterKeyId);
    return this.repository.findIds();
  }
}

function notHeld(cause: UnknownMasterKey): Problem {
  const detail = say`This node does not hold the master key that is in force: its administrator must set MASTER_KEY to it, and restart it.`;
  return new Problem('unavailable', detail, { cause });
}
