import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { masterKeyIdOf } from './secrets/sealing';
import type { DataDirectory } from './settings/data-directory';
import { masterKey } from './settings/setting-rules';
import { StartError } from './settings/start-error';

const FILE = 'master-key';
/** There while a rotation is under way: written before anything is sealed under it, and gone once the rotation is settled. */
const NEXT_FILE = 'master-key.new';

/** The master key that is kept in DATA_DIR. Whoever opened the directory has it to himself. */
export class KeptMasterKey {
  constructor(private readonly directory: DataDirectory) {}

  /** The path of its file. */
  get path(): string {
    return this.pathOf(FILE);
  }

  /** Made on the first start. Throws a `StartError`, as all that reads does, where the file holds no key. */
  require(): Buffer {
    return this.requireIn(FILE);
  }

  find(): Buffer | undefined {
    return this.findIn(FILE);
  }

  /** The key of a rotation that is under way, or was interrupted. */
  findNext(): Buffer | undefined {
    return this.findIn(NEXT_FILE);
  }

  /** The key of an interrupted rotation where there is one: something may be sealed under it. It is on the disk before it is answered. */
  requireNext(): Buffer {
    return this.requireIn(NEXT_FILE);
  }

  /**
   * Ends a rotation: the key that is in force stays, since nothing is sealed under the other one. Where it is neither, both stay.
   * @param masterKeyId of the key that is in force
   */
  settle(masterKeyId: string): void {
    const next = this.findNext();
    const current = this.find();
    if (next && masterKeyId === masterKeyIdOf(next)) this.directory.replaceSecret(FILE, NEXT_FILE);
    else if (next && current && masterKeyId === masterKeyIdOf(current))
      this.directory.removeSecret(NEXT_FILE);
  }

  private requireIn(file: string): Buffer {
    const text = this.directory.keepSecret(file, () => randomBytes(32).toString('base64'));
    return this.read(file, text);
  }

  private findIn(file: string): Buffer | undefined {
    const text = this.directory.findSecret(file);
    return text === undefined ? undefined : this.read(file, text);
  }

  private read(file: string, text: string): Buffer {
    try {
      return masterKey(text);
    } catch (cause) {
      throw new StartError(
        `${this.pathOf(file)} does not hold 32 bytes in base64: put back the file that this database was begun with.`,
        { cause },
      );
    }
  }

  private pathOf(file: string): string {
    return join(this.directory.path, file);
  }
}
