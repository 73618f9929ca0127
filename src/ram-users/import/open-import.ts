import { Problem } from '../../http/problem';
import { IMPORT_LINES } from './import-limits';
import { CsvReader } from './read-csv';
import { type ReadLine, readNdjson } from './read-ndjson';
import { LineSplitter, type RefusedLine, type TextLine } from './split-lines';
import { say } from '../../sentences/sentence';

export type ImportFormat = 'ndjson' | 'csv';

type Lines = readonly (ReadLine | RefusedLine)[];

/** As many lines as came together: whoever sends line by line is answered line by line. */
export type ImportLines = AsyncIterable<Lines>;

interface Reader {
  /** Whether what comes can be told. */
  readonly isOpen: boolean;
  read(lines: readonly (TextLine | RefusedLine)[]): Lines;
  end(): Lines;
}

const NDJSON: Reader = { isOpen: true, read: readNdjson, end: () => [] };

/**
 * Begins to read, of CSV to the end of the header line, so that one that is not right refuses the whole. Throws `request.invalid`, and
 * whatever `chunks` throws.
 */
export async function openImport(format: ImportFormat, chunks: AsyncIterable<Buffer>): Promise<ImportLines> {
  const lines = readLines(format === 'csv' ? new CsvReader() : NDJSON, chunks);
  return resume(await lines.next(), lines);
}

async function* readLines(reader: Reader, chunks: AsyncIterable<Buffer>): AsyncGenerator<Lines> {
  const splitter = new LineSplitter();
  for await (const chunk of chunks) {
    const lines = splitter.push(chunk);
    const within = lines.filter(({ line }) => line <= IMPORT_LINES);
    const read = reader.read(within);
    if (reader.isOpen) yield read;
    if (within.length < lines.length) throw tooManyLines();
  }
  yield [...reader.read(splitter.end()), ...reader.end()];
}

async function* resume(first: IteratorResult<Lines>, others: AsyncGenerator<Lines>): AsyncGenerator<Lines> {
  try {
    if (!first.done) yield first.value;
    yield* others;
  } finally {
    await others.return(undefined);
  }
}

function tooManyLines(): Problem {
  const detail = say`An import has at most ${IMPORT_LINES} lines: send the rest in another.`;
  return new Problem('request.too_large', detail);
}
