import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { fieldProblem } from './field-problem';
import { Problem } from './problem';
import { say } from '../sentences/sentence';

const MAX_FIELDS = 50;
const MAX_FILES = 4;
const FIELD_NAME_BYTES = 100;

/** A file of a form, byte for byte; a field without a chosen file is empty and has no name. */
export class UploadedFile {
  constructor(
    readonly name: string,
    readonly content: Buffer,
  ) {}
}

type Parser = InstanceType<typeof Busboy>;

export type MultipartForm = Readonly<Record<string, string | UploadedFile>>;

/**
 * Reads `multipart/form-data` (RFC 7578). At most `bytes` in all, 50 fields and 4 files; a field that appears twice is refused.
 * Throws `request.invalid` or `request.too_large`.
 */
export async function readMultipartForm(
  { headers }: Pick<FastifyRequest, 'headers'>,
  body: Readable,
  bytes: number,
): Promise<MultipartForm> {
  const form = new FormReader(headers['content-type'] ?? '', bytes);
  try {
    await pipeline(body, (chunks: AsyncIterable<Buffer>) => counted(chunks, bytes), form.parser);
  } catch (error) {
    throw error instanceof Problem ? error : notMultipart(error);
  }
  return form.read();
}

class FormReader {
  readonly parser: Parser;
  private readonly fields = new Map<string, string | UploadedFile>();
  private problem: Problem | undefined;

  constructor(contentType: string, bytes: number) {
    const limits = {
      fields: MAX_FIELDS,
      files: MAX_FILES,
      fieldSize: bytes,
      fileSize: bytes,
      fieldNameSize: FIELD_NAME_BYTES,
      headerPairs: 20,
      headerSize: 4096,
    };
    this.parser = makeParser(contentType, limits);
    this.parser.on('field', (name, value) => {
      this.keep(name, value);
    });
    this.parser.on('file', (name, stream, filename) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      // Of a form that was cut; nobody else listens.
      stream.on('error', (error: unknown) => {
        this.problem ??= notMultipart(error);
      });
      stream.on('end', () => {
        this.keep(name, new UploadedFile(filename, Buffer.concat(chunks)));
      });
    });
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
      this.parser.on(limit, () => {
        this.problem ??= new Problem(
          'request.invalid',
          say`The form has more fields or files than any of ours.`,
        );
      });
  }

  read(): MultipartForm {
    if (this.problem) throw this.problem;
    return Object.fromEntries(this.fields);
  }

  private keep(field: string, value: string | UploadedFile): void {
    if (this.fields.has(field)) this.problem ??= fieldProblem([{ field, message: say`must appear once` }]);
    this.fields.set(field, value);
  }
}

function makeParser(contentType: string, limits: object): Parser {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch (cause) {
    throw notMultipart(cause);
  }
}

function notMultipart(cause: unknown): Problem {
  return new Problem('request.invalid', say`The body must be a whole form, as multipart/form-data.`, {
    cause,
  });
}

async function* counted(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum += chunk.length;
    if (sum > bytes)
      throw new Problem(
        'request.too_large',
        say`The form is larger than the ${bytes} bytes that this takes.`,
      );
    yield chunk;
  }
}
