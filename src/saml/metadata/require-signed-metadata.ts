import type { KeyObject } from 'node:crypto';
import { MESSAGE_BYTES } from '../limits';
import { SamlRefusal } from '../refusal';
import { findSignature, verifyEnveloped } from '../signature/verify-enveloped';
import type { XmlElement } from '../xml/element';
import { MetadataError, quoted } from './metadata-error';
import { METADATA_LIMITS } from './parse-metadata';
import { type Sentence, say } from '../../sentences/sentence';

/** What is signed is hardly longer than the document; made to be, it could be hundreds of times as long. */
const LENGTHENED = 4;

/**
 * The document as it was signed (saml-metadata 3.1), by the enveloped signature on its root: a parse of the signed bytes alone.
 * @param byteLength of the document
 * @throws MetadataError
 */
export function requireSignedMetadata(root: XmlElement, signer: KeyObject, byteLength: number): XmlElement {
  const longest = Math.max(MESSAGE_BYTES, LENGTHENED * byteLength);
  const limits = { ...METADATA_LIMITS, bytes: Math.min(METADATA_LIMITS.bytes, longest) };
  try {
    const signature = findSignature(root);
    if (signature) return verifyEnveloped(root, signature, [signer], limits).root;
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    throw notSigned(
      say`a signature that is not valid under it: expected ${quoted(error.expected)}, got ${quoted(error.actual)}`,
      error,
    );
  }
  throw notSigned(say`no signature on its root`);
}

function notSigned(actual: Sentence, cause?: unknown): MetadataError {
  return new MetadataError(
    say`Expected metadata signed under the key of metadataSigningCertificate, got ${actual}. Compare the certificate with the one that signs the IdP's metadata now.`,
    [],
    { cause },
  );
}
