import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ImportedUser, ImportSource, ImportSummary } from '../../sdk/sdk';
import type { CommandContext } from '../command-context';
import { ProgressBar } from '../terminal/progress-bar';
import { openInput } from '../terminal/read-input';
import type { UserFormat } from './user-format';
import { readUserLines, type SentLine } from './read-user-lines';

export interface FileImport {
  /** A file, or `-`. */
  readonly name: string;
  readonly format: UserFormat;
  readonly isDryRun: boolean;
  /** Told of each refused line, beside the answers. */
  readonly onRefused: (answer: ImportedUser) => void;
}

export const NOTHING: ImportSummary = { created: 0, updated: 0, unchanged: 0, refused: 0, answered: 0 };

/** Sends a file as it is read, and gives each line's answer as it comes; in the end the summary. */
export async function* importFile(
  context: CommandContext,
  { name, format, isDryRun, onRefused }: FileImport,
): AsyncGenerator<ImportedUser, ImportSummary> {
  const alias = context.tenant();
  const { api, clock, host, print, signal } = context;
  const file = await openInput(host, name);
  const isShown = print.format === 'table' || host.stdout.isTTY !== true;
  const bar = isShown ? new ProgressBar(host.stderr, clock, await sizeOf(name)) : undefined;
  const sent: SentLine[] = [];
  let summary = NOTHING;
  const onProgress = (soFar: ImportSummary): void => {
    summary = soFar;
  };
  try {
    const source = toSource(counted(file, bar), format, (line) => sent.push(line));
    for await (const one of api.users(alias).import(source, { dryRun: isDryRun, signal, onProgress })) {
      const answer = format === 'csv' ? one : inFile(one, sent.shift());
      if (answer.result === 'refused') {
        bar?.clear();
        onRefused(answer);
      }
      bar?.show(`${summary.answered} lines, ${summary.refused} refused`);
      yield answer;
    }
    return summary;
  } catch (error) {
    bar?.clear();
    if (summary.answered > 0)
      print.warn(`answered before it broke off: ${sayCounts(summary)}. Send it again to go on.`);
    throw error;
  } finally {
    bar?.clear();
    file.destroy();
  }
}

export function sayCounts({ created, updated, unchanged, refused }: ImportSummary): string {
  return `created ${created}, updated ${updated}, unchanged ${unchanged}, refused ${refused}`;
}

function toSource(
  chunks: AsyncIterable<Buffer>,
  format: UserFormat,
  onSent: (sent: SentLine) => void,
): ImportSource {
  if (format === 'ndjson') return readUserLines(chunks, onSent);
  return { csv: Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array> };
}

async function* counted(file: Readable, bar: ProgressBar | undefined): AsyncGenerator<Buffer> {
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bar?.advance(chunk.length);
    yield chunk;
  }
}

/** By the number that the line has in the file, and with what was wrong with it before it was sent. */
function inFile(answer: ImportedUser, sent: SentLine | undefined): ImportedUser {
  if (!sent) return answer;
  const { line, problem } = sent;
  return {
    ...answer,
    line,
    ...(problem === undefined ? {} : { errors: [{ field: 'line', message: problem }] }),
  };
}

/** Where the end is known beforehand. */
async function sizeOf(name: string): Promise<number | undefined> {
  if (name === '-') return undefined;
  const found = await stat(name);
  return found.isFile() && found.size > 0 ? found.size : undefined;
}
