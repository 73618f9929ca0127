import type { NewUser } from '../../sdk/sdk';
import { CliError } from '../cli-error';

/** More than the service takes of a line, so that it is the one to refuse what is only too long for it. */
const LONGEST_LINE_BYTES = 1_048_576;
const LINE_END = 0x0a;

/** A line that was sent and is not answered yet. */
export interface SentLine {
  /** In the file, where empty lines count too. */
  readonly line: number;
  /** Why it can't be read; the service, which is sent nothing for it, would not know. */
  readonly problem?: string;
}

/** Reads NDJSON as it comes, for the answers come in the same order: each line read is told to `onSent` before it is sent. */
export async function* readUserLines(
  chunks: AsyncIterable<Buffer>,
  onSent: (sent: SentLine) => void,
): AsyncGenerator<NewUser> {
  let line = 0;
  for await (const bytes of splitLines(chunks)) {
    line += 1;
    const { value, problem } = readLine(bytes);
    if (value === undefined) continue;
    onSent({ line, problem });
    // What it is, is for the service to check.
    yield value as NewUser;
  }
}

function readLine(bytes: Buffer): { readonly value?: unknown; readonly problem?: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return { value: null, problem: 'must be UTF-8' };
  }
  if (text === '') return {};
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { value: null, problem: 'must be an object of JSON, such as {"userName":"alice"}' };
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      yield Buffer.concat([...open, chunk.subarray(from, end)]);
      [open, length, from] = [[], 0, end + 1];
    }
    const rest = chunk.subarray(from);
    open.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE_BYTES)
      throw new CliError(
        `A line is longer than ${LONGEST_LINE_BYTES} bytes: is it NDJSON, an object a line?`,
      );
  }
  if (length > 0) yield Buffer.concat(open);
}
