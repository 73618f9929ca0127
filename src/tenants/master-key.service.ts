import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import { type Sealed, Sealing, UnknownMasterKey } from '../secrets/sealing';
import { StartError } from '../settings/start-error';
import { MasterKeysRepository } from './master-keys.repository';

/** The master key that is in force says the database; whether this node holds it is told here. */
@Injectable()
export class MasterKey {
  constructor(
    private readonly sealing: Sealing,
    private readonly repository: MasterKeysRepository,
  ) {}

  /**
   * Before anything is served: a wrong key would show only at the first login.
   * @returns the fingerprint of the key that is in force
   * @throws StartError
   */
  async check(): Promise<string> {
    const needed = await this.findMissing();
    if (needed.length === 0) return this.requireId();
    throw new StartError(
      `MASTER_KEY is not the key that this database's private keys are sealed under (it has the fingerprint ${this.sealing.masterKeyId}, they need ${needed.join(' and ')}): set that one, or put back DATA_DIR/master-key.`,
      { exitCode: 2 },
    );
  }

  /** Throws `unavailable` where this node lacks a key that something is sealed under: since a rotation, or because it has another. */
  async checkHeld(): Promise<void> {
    const missing = (await this.repository.findIds()).filter((id) => !this.sealing.has(id));
    if (missing.length > 0) throw notHeld(new UnknownMasterKey(missing, this.sealing.masterKeyIds));
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
    const ids = await this.idsInForce();
    const held = ids.includes(this.sealing.masterKeyId)
      ? this.sealing.masterKeyId
      : ids.find((id) => this.sealing.has(id));
    if (held !== undefined) return held;
    throw notHeld(new UnknownMasterKey(ids, this.sealing.masterKeyIds));
  }

  private async idsInForce(): Promise<string[]> {
    const ids = await this.repository.findIds();
    if (ids.length > 0) return ids;
    await this.repository.adopt(this.sealing.masterKeyId);
    return this.repository.findIds();
  }

  /** What nothing is sealed under gives way to the key of whoever starts. */
  private async findMissing(): Promise<string[]> {
    const missing = async () => (await this.idsInForce()).filter((id) => !this.sealing.has(id));
    if ((await missing()).length > 0) await this.repository.adopt(this.sealing.masterKeyId);
    return missing();
  }
}

function notHeld(cause: UnknownMasterKey): Problem {
  const detail =
    'This node does not hold the master key that is in force: its administrator must set MASTER_KEY to it, and restart it.';
  return new Problem('unavailable', detail, { cause });
}
