import type { KeyObject } from 'node:crypto';
import { SamlRefusal } from '../refusal';
import { findSignature, verifyEnveloped } from '../signature/verify-enveloped';
import type { XmlElement } from '../xml/element';
import { MetadataError, quoted } from './metadata-error';
import { METADATA_LIMITS } from './parse-metadata';
import { type Sentence, say } from '../../sentences/sentence';

/**
 * The document as it was signed (saml-metadata 3.1), by the enveloped signature on its root: a parse of the signed bytes alone.
 * @throws MetadataError
 */
export function requireSignedMetadata(root: XmlElement, signer: KeyObject): XmlElement {
  try {
    const signature = findSignature(root);
    if (signature) return verifyEnveloped(root, signature, [signer], METADATA_LIMITS).root;
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
