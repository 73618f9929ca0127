import type { CallOptions, Connection } from '../connection';
import { readLines } from '../lines';
import type { ImportedUser, NewUser } from '../resources';

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

  /** In batches: what a broken connection leaves unanswered is sent again, and is then unchanged where it had been done. */
  async *#importUsers(
    users: Iterable<NewUser> | AsyncIterable<NewUser>,
  ): AsyncGenerator<ImportedUser, void, undefined> {
    let before = 0;
    for await (const batch of inBatches(users)) {
      const body = batch.map((user) => `${JSON.stringify(user)}\n`).join('');
      for await (const answer of this.#send(NDJSON, body, false)) {
        yield { ...answer, line: answer.line + before };
      }
      before += batch.length;
    }
  }

  /** In one request, as a record may have line ends in it: sent once. */
  #importCsv(csv: string | ReadableStream<Uint8Array>): AsyncGenerator<ImportedUser, void, undefined> {
    return this.#send(CSV, csv, true);
  }

  async *#send(
    type: string,
    body: string | ReadableStream<Uint8Array>,
    isStream: boolean,
  ): AsyncGenerator<ImportedUser, void, undefined> {
    const { dryRun, signal, timeoutMs, retries } = this.#options;
    const call = this.#api.call({ signal, timeoutMs, retries, isStream, isRepeatable: !isStream });
    const answers = await this.#api.answer(
      this.#api.client.POST(IMPORT, {
        params: { path: { alias: this.#alias }, query: { dryRun } },
        ...call,
        // A stream is no text by the OpenAPI document, and is passed on as it is.
        body: body as string,
        bodySerializer: (given: string) => given,
        headers: { 'content-type': type },
        parseAs: 'stream',
        duplex: 'half',
      }),
    );
    if (!answers) return;
    for await (const line of readLines(answers, signal)) yield JSON.parse(line) as ImportedUser;
  }
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
