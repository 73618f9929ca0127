import { X509Certificate } from 'node:crypto';
import { SamlRefusal } from '../../../src/saml/refusal';
import {
  findSignature,
  verifyEnveloped,
  type VerifiedXml,
} from '../../../src/saml/signature/verify-enveloped';
import { XmlError } from '../../../src/saml/xml/element';
import { decodeUtf8, MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import type { TestKeyPair } from '../../support/idp/key-pair';

/** What our verifier reads from the signature of the root, or why it refuses. */
export function ourVerdict(document: string | Buffer, keys: TestKeyPair): VerifiedXml | Error {
  try {
    const text = typeof document === 'string' ? document : decodeUtf8(document);
    const root = parseXml(text, MESSAGE_LIMITS);
    const signature = findSignature(root);
    if (!signature) return new Error('there is no signature');
    return verifyEnveloped(root, signature, [new X509Certificate(keys.certificateDer).publicKey]);
  } catch (error) {
    if (error instanceof XmlError || error instanceof SamlRefusal) return error;
    throw error;
  }
}
