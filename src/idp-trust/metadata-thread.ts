import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Sentence } from '../sentences/sentence';
import type { IdpMetadata } from '../saml/metadata/idp-metadata';
import { MetadataError } from '../saml/metadata/metadata-error';
import { type IntakeOptions, readIdpMetadata } from '../saml/metadata/read-idp-metadata';

/** What a thread is begun with: the one document that it reads, which is moved there. */
export interface ThreadTask extends IntakeOptions {
  readonly document: Uint8Array<ArrayBuffer>;
}

/** What it says at its end: the document, moved back, and what was read of it as plain data. */
export type ThreadAnswer =
  | { readonly kind: 'read'; readonly document: Uint8Array<ArrayBuffer>; readonly metadata: PlainMetadata }
  | {
      readonly kind: 'refused';
      readonly said: Sentence;
      readonly candidates: readonly string[];
      readonly cause: unknown;
    };

/** Certificates as their DER alone. */
export type PlainMetadata = Omit<IdpMetadata, 'signingCertificates'> & {
  readonly certificates: readonly Uint8Array[];
};

function answer({ document, entityId, signer }: ThreadTask): ThreadAnswer {
  try {
    const { signingCertificates, ...metadata } = readIdpMetadata(document, { entityId, signer });
    const certificates = signingCertificates.map(({ der }) => new Uint8Array(der));
    return { kind: 'read', document, metadata: { ...metadata, certificates } };
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    const { said, candidates, cause } = error;
    return { kind: 'refused', said, candidates, cause: cause instanceof Error ? cause.stack : cause };
  }
}

/** One document a thread: what is left of it goes with the thread. */
function run(port: MessagePort, task: ThreadTask): void {
  const answered = answer(task);
  port.postMessage(answered, answered.kind === 'read' ? [answered.document.buffer] : []);
}

if (parentPort) run(parentPort, workerData as ThreadTask);
