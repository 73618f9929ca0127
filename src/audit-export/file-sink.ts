import { once } from 'node:events';
import { constants, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inTime } from '../settings/in-time';
import { ExportFailed, type Piece, type Sink } from './sink';

const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDWR } = constants;
/** A disk that is stuck, or a mount whose server is away, answers never. */
const TIMEOUT_MS = 15_000;
const OWNER_ONLY = 0o600;
const LINE_END = 0x0a;

/** Appends to a file, which is opened anew for each piece: so whoever rotates it needs only to rename it. */
export class FileSink implements Sink {
  readonly kind = 'file';
  readonly pieceBytes = 8 * 1024 * 1024;

  /** What a disk has begun nobody can end: so nothing more is begun there meanwhile. */
  private underway: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** A stop does not cut it short: what a healthy disk has in a moment would come twice. */
  async put({ lines }: Piece): Promise<void> {
    try {
      if (this.underway) throw new Error('what was begun there has not ended yet');
      this.underway = this.append(lines).finally(() => {
        this.underway = undefined;
      });
      await inTime(this.timeoutMs, (late) => Promise.race([this.underway, rejected(late)]));
    } catch (error) {
      if (error instanceof ExportFailed) throw error;
      throw new ExportFailed(
        `Audit events can not be written to ${this.path}: ${reasonOf(error)}. They wait.`,
        error,
      );
    }
  }

  private async append(lines: string): Promise<void> {
    const file = await open(this.path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK, OWNER_ONLY);
    try {
      const { size } = await this.requireFile(file);
      const isTorn = size > 0 && (await lastByte(file, size)) !== LINE_END;
      await file.appendFile(isTorn ? `\n${lines}` : lines);
      await file.sync();
      if (size === 0) await syncDirectory(dirname(this.path));
      const { nlink } = await file.stat();
      if (nlink === 0) throw new Error('it was deleted as it was written, and is made anew');
    } finally {
      await file.close();
    }
  }

  /** A pipe would block or lose what nobody reads, and keeps nothing on a disk. */
  private async requireFile(file: FileHandle) {
    const found = await file.stat();
    if (found.isFile()) return found;
    throw new ExportFailed(
      `AUDIT_EXPORT_FILE must be a file, and ${this.path} is something else: name another path. Audit events wait.`,
    );
  }
}

/** As soon as the signal comes, with its reason. */
async function rejected(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

async function lastByte(file: FileHandle, size: number): Promise<number | undefined> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0];
}

/** That the file is there goes to the disk too. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its directory does not exist; make it, and let the service write there',
  ENOTDIR: 'its directory is a file; name another path',
  EISDIR: 'it is a directory; name a file in it',
  EACCES: 'the service may not write there; give it the right',
  EPERM: 'the service may not write there; give it the right',
  EROFS: 'it lies where the service may not write (a read-only file system, or the hardening of its unit)',
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'the quota is used up; make room',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
