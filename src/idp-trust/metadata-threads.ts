import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../http/problem';
import type { IdpMetadata } from '../saml/metadata/idp-metadata';
import { MetadataError } from '../saml/metadata/metadata-error';
import type { IntakeOptions } from '../saml/metadata/read-idp-metadata';
import { readCertificate } from '../saml/signature/certificates';
import { say } from '../sentences/sentence';
import { FairTurns } from './fair-turns';
import type { PlainMetadata, ThreadAnswer, ThreadTask } from './metadata-thread';
import { ReadingLimits } from './reading-limits';

/** A document, as it came, and what was read of it. */
export interface ReadDocument {
  readonly document: Buffer;
  readonly metadata: IdpMetadata;
}

// As the sources are run, by tests, the program is TypeScript too.
const ENDING = extname(__filename);
const PROGRAM = join(__dirname, `metadata-thread${ENDING}`);
const LOADERS = ENDING === '.ts' ? ['--require', 'tsx/cjs'] : [];

/**
 * Reads large metadata beside the requests of others: each document in a thread of its own that ends with it, one after the other,
 * the tenants in turns, bounded in time and memory.
 */
@Injectable()
export class MetadataThreads implements OnApplicationShutdown {
  private readonly turns: FairTurns;
  private running: Worker | undefined;
  private isStopping = false;

  constructor(private readonly limits: ReadingLimits) {
    this.turns = new FairTurns(limits);
  }

  /**
   * @param tenantId for whom
   * @param document is moved to the thread: afterwards it is that of the answer, and the caller's is empty
   * @throws MetadataError, and `unavailable` where there is no time for it
   */
  async read(tenantId: string, document: Buffer, options: IntakeOptions): Promise<ReadDocument> {
    if (this.turns.isFullFor(tenantId)) throw tooManyWait();
    return this.turns.take(tenantId, () => this.readNow(document, options));
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.running?.terminate();
  }

  private async readNow(bytes: Buffer, options: IntakeOptions): Promise<ReadDocument> {
    if (this.isStopping) throw stopped();
    const answer = await this.ask({ document: ownBytes(bytes), ...options });
    if (answer.kind === 'refused')
      throw new MetadataError(answer.said, answer.candidates, { cause: answer.cause });
    const { document, metadata } = answer;
    return { document: Buffer.from(document.buffer), metadata: withCertificates(metadata) };
  }

  private ask(task: ThreadTask): Promise<ThreadAnswer> {
    const { timeoutMs, heap } = this.limits;
    const thread = new Worker(PROGRAM, {
      workerData: task,
      transferList: [task.document.buffer],
      execArgv: LOADERS,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heap.old, maxYoungGenerationSizeMb: heap.young },
    });
    this.running = thread;
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      void thread.terminate();
    }, timeoutMs);
    return new Promise<ThreadAnswer>((resolve, reject) => {
      thread.on('message', resolve);
      thread.on('error', (error) => {
        reject(isOutOfMemory(error) ? takesTooMuch(error) : error);
      });
      // Behind an answer or an error it changes nothing.
      thread.on('exit', () => {
        reject(isLate ? tookTooLong(timeoutMs) : stopped());
      });
    }).finally(() => {
      clearTimeout(late);
      this.running = undefined;
    });
  }
}

/** What can be moved: memory that nothing else is in. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isAlone ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

function withCertificates({ certificates, ...metadata }: PlainMetadata): IdpMetadata {
  const signingCertificates = certificates.flatMap((der) => readCertificate(Buffer.from(der)) ?? []);
  return { ...metadata, signingCertificates };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function takesTooMuch(cause: Error): MetadataError {
  return new MetadataError(
    say`Expected metadata that can be read in bounded memory, got a document that needs more. Upload the IdP's own metadata instead of a federation's whole.`,
    [],
    { cause },
  );
}

function tookTooLong(timeoutMs: number): Problem {
  return new Problem(
    'unavailable',
    say`The metadata could not be read within ${timeoutMs / 1000} s. Try again when less is going on, or upload the IdP's own metadata instead of a federation's whole.`,
  );
}

function tooManyWait(): Problem {
  return new Problem(
    'unavailable',
    say`Too many large metadata documents wait to be read already. Try again in a moment.`,
  );
}

function stopped(): Problem {
  return new Problem('unavailable', say`The service is stopping. Try again in a moment.`);
}
