import type { CallOptions, Connection } from '../connection';
import { readLines } from '../lines';
import type { ImportedUser, NewUser } from '../resources';
import { asStream, type SendOptions } from '../transport';

const IMPORT = '/api/v1/tenants/{alias}/users:import';
const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';
/** Few enough to be sent again where a connection breaks, and many enough that the way there and back does not count. */
const BATCH = 500;

/** Users one by one, from memory or from a stream; or a CSV file whose first line names the columns. */
export type ImportSource =
  Iterable<NewUser> | AsyncIterable<NewUser> | { readonly csv: string | ReadableStream<Uint8Array> };

export interface ImportSummary {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** All of them together. */
  readonly answered: number;
}

const NOTHING: ImportSummary = { created: 0, updated: 0, unchanged: 0, refused: 0, answered: 0 };

export interface ImportOptions extends CallOptions {
  /** Answers the same, and writes nothing. */
  readonly dryRun?: boolean;
  /** After each line that was answered. */
  readonly onProgress?: (soFar: ImportSummary) => void;
}

/** An import under way: walk it for each line's answer, or ask for the summary. It sends as fast as it is walked. */
export class UserImport implements AsyncIterable<ImportedUser> {
  readonly #api: Connection;
  readonly #alias: string;
  readonly #source: ImportSource;
  readonly #options: ImportOptions;
  #soFar = NOTHING;

  constructor(api: Connection, alias: string, source: ImportSource, options: ImportOptions) {
    this.#api = api;
    this.#alias = alias;
    this.#source = source;
    this.#options = options;
  }

  /** How many were created, updated, unchanged and refused, once all are answered. */
  async summary(): Promise<ImportSummary> {
    const walk = this[Symbol.asyncIterator]();
    for (let step = await walk.next(); !step.done;) step = await walk.next();
    return this.#soFar;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ImportedUser, void, undefined> {
    this.#soFar = NOTHING;
    const answers =
      'csv' in this.#source ? this.#importCsv(this.#source.csv) : this.#importUsers(this.#source);
    for await (const answer of answers) {
      const { result } = answer;
      this.#soFar = { ...this.#soFar, [result]: this.#soFar[result] + 1, answered: this.#soFar.answered + 1 };
      this.#options.onProgress?.(this.#soFar);
      yield answer;
    }
  }

  async *#importUsers(
    users: Iterable<NewUser> | AsyncIterable<NewUser>,
  ): AsyncGenerator<ImportedUser, void, undefined> {
    let before = 0;
    for await (const batch of inBatches(users)) {
      for await (const answer of this.#importBatch(batch)) yield { ...answer, line: answer.line + before };
      before += batch.length;
    }
  }

  /** Sent again where the connection breaks: what was answered before that stays, and what was done without an answer is unchanged then. */
  async *#importBatch(batch: readonly NewUser[]): AsyncGenerator<ImportedUser, void, undefined> {
    const answers = new Map<number, ImportedUser>();
    const read = async ({ body }: Response): Promise<Response> => {
      for await (const answer of readAnswers(body))
        if (!answers.has(answer.line)) answers.set(answer.line, answer);
      return new Response();
    };
    try {
      const lines = batch.map((user) => `${JSON.stringify(user)}\n`).join('');
      await this.#send(NDJSON, lines, { isRepeatable: true, read });
    } finally {
      yield* answers.values();
    }
  }

  /** In one request, as a record may have line ends in it; a stream can be sent but once, and takes its time. */
  async *#importCsv(csv: string | ReadableStream<Uint8Array>): AsyncGenerator<ImportedUser, void, undefined> {
    const once = typeof csv === 'string' ? {} : { retries: 0, timeoutMs: 0 };
    yield* readAnswers(await this.#send(CSV, csv, { read: asStream, ...once }), this.#options.signal);
  }

  #send(
    type: string,
    body: string | ReadableStream<Uint8Array>,
    options: SendOptions,
  ): Promise<ReadableStream<Uint8Array> | null> {
    const { dryRun, signal, timeoutMs, retries } = this.#options;
    return this.#api.answer(
      this.#api.client.POST(IMPORT, {
        params: { path: { alias: this.#alias }, query: { dryRun } },
        ...this.#api.call({ signal, timeoutMs, retries, ...options }),
        // A stream is no text by the OpenAPI document, and is passed on as it is.
        body: body as string,
        bodySerializer: (given: string) => given,
        headers: { 'content-type': type },
        parseAs: 'stream',
        duplex: 'half',
      }),
    );
  }
}

async function* readAnswers(
  body: ReadableStream<Uint8Array> | null,
  signal?: AbortSignal,
): AsyncGenerator<ImportedUser, void, undefined> {
  if (body) for await (const line of readLines(body, signal)) yield JSON.parse(line) as ImportedUser;
}

async function* inBatches(
  users: Iterable<NewUser> | AsyncIterable<NewUser>,
): AsyncGenerator<NewUser[], void, undefined> {
  let batch: NewUser[] = [];
  for await (const user of users) {
    batch.push(user);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
