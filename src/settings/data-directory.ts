import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { lockFile, type FileLock } from './file-lock';
import { StartError } from './start-error';

/** What the service itself puts there; a directory with other things in it is not ours to close to everybody else. */
const OURS = ['admin-token', 'master-key', 'master-key.new', 'postgres', 'lock'];
const IGNORED = ['lost+found', '.gitignore', '.gitkeep'];

/** `DATA_DIR`: for its owner only, and for one service at a time. */
export class DataDirectory {
  private constructor(
    readonly path: string,
    private readonly lock: FileLock,
  ) {}

  /** @param advice what to do where another process holds it; ends a sentence */
  static async open(
    path: string,
    advice = 'stop it, or give this one a DATA_DIR of its own',
  ): Promise<DataDirectory> {
    prepare(path);
    const lock = await lockFile(join(path, 'lock'));
    if (lock) return new DataDirectory(path, lock);
    throw new StartError(`Another service runs on DATA_DIR ${path} already: ${advice}.`);
  }

  /** The secret that is kept in the file of that name, made on the first start. */
  keepSecret(name: string, make: () => string): string {
    const file = join(this.path, name);
    const unfinished = `${file}.unfinished`;
    try {
      rmSync(unfinished, { force: true });
      writeFileSync(unfinished, `${make()}\n`, { mode: 0o600, flag: 'wx', flush: true });
      linkSync(unfinished, file); // whole or not at all, and never over an older one
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
    chmodSync(file, 0o600);
    this.sync();
    return readFileSync(file, 'utf8').trim();
  }

  /** Undefined where there is no file of that name. */
  findSecret(name: string): string | undefined {
    try {
      return readFileSync(join(this.path, name), 'utf8').trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** One file takes the other's place at once: at any moment, also after a loss of power, there is the one or the other. */
  replaceSecret(name: string, by: string): void {
    renameSync(join(this.path, by), join(this.path, name));
    this.sync();
  }

  removeSecret(name: string): void {
    rmSync(join(this.path, name), { force: true });
    this.sync();
  }

  async close(): Promise<void> {
    await this.lock.release();
  }

  /** The names in it go to the disk, as `flush` does with what is in a file. */
  private sync(): void {
    const directory = openSync(this.path, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }
}

function prepare(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const strange = readdirSync(path).filter((name) => !IGNORED.includes(name));
    if (strange.length > 0 && !strange.some((name) => OURS.includes(name))) {
      throw new StartError(
        `DATA_DIR ${path} holds other files (${strange.slice(0, 3).join(', ')}): name an empty directory, or one that does not exist.`,
        { exitCode: 2 },
      );
    }
    if ((statSync(path).mode & 0o777) !== 0o700) chmodSync(path, 0o700);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(
      `DATA_DIR ${path} can not be made or used (${(cause as Error).message}): name a directory that this user may write.`,
      { exitCode: 2, cause },
    );
  }
}
