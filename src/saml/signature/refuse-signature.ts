import { SamlRefusal } from '../refusal';
import { XmlError } from '../xml/element';
import { type Sentence, say } from '../../sentences/sentence';

const HINT = say`Compare the message with what the IdP sent, and its signing settings with the algorithms that are accepted: an enveloped signature, exclusive canonicalisation, RSA or ECDSA with SHA-256 or better.`;

export function invalidSignature(expected: Sentence, actual: Sentence, hint: Sentence = HINT): SamlRefusal {
  return new SamlRefusal('saml.signature_invalid', {
    expected,
    actual,
    hint,
  });
}

/** Runs a reader of signed XML; XML that it can not read is a signature of another form. */
export function orInvalidSignature<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw invalidSignature(say`an enveloped signature of the one form that is accepted`, error.sentence);
  }
}
