import { type ImportFormat, type ImportLines, openImport } from '../../ram-users/import/open-import';

const CHUNK_BYTES = 64 * 1024;
const LINE_END = 0x0a;

/** Begins to read a list that is here as a whole. Throws `request.invalid` where it is none. */
export function openList(format: ImportFormat, content: Buffer): Promise<ImportLines> {
  return openImport(format, chunksOf(content));
}

/** As an editor counts them: what stands after the last line end is one too, where anything does. */
export function countLines(content: Buffer): number {
  const ends = content.reduce((count, byte) => (byte === LINE_END ? count + 1 : count), 0);
  return content.at(-1) === LINE_END ? ends : ends + 1;
}

/** In pieces, so that others get their turn. */
async function* chunksOf(content: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += CHUNK_BYTES)
    yield await Promise.resolve(content.subarray(start, start + CHUNK_BYTES));
}
