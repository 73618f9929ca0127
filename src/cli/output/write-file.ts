import { randomUUID } from 'node:crypto';
import { lstatSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { usageError } from '../cli-error';

/** Writes a file whole or not at all, for its owner only from its first byte on. */
export async function writeFileWhole(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  refuseOther(path);
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  const drop = (): void => {
    rmSync(unfinished, { force: true });
  };
  // An interrupted process does not come as far as `finally`.
  signal.addEventListener('abort', drop, { once: true });
  try {
    const file = await open(unfinished, 'wx', 0o600).catch((error: unknown) => {
      throw usageError(`${path} can not be written: ${(error as Error).message}.`);
    });
    try {
      for await (const bytes of content) await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    renameSync(unfinished, path);
  } finally {
    signal.removeEventListener('abort', drop);
    drop();
  }
}

/** What is replaced is a file: no directory, no device, and no link to who knows where. */
function refuseOther(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile())
    throw usageError(`${path} is no ordinary file, and is not replaced: name another one.`);
}
