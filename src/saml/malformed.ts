import { SamlRefusal } from './refusal';
import { XmlError } from './xml/element';
import { type Sentence, say } from '../sentences/sentence';

const HINT = say`Compare the message with what the IdP sent: it was damaged on its way, or the IdP writes it wrongly.`;

/** The refusal of what is no SAML, or SAML that lacks what its schema requires. */
export function malformed(expected: Sentence, actual: Sentence, hint: Sentence = HINT): SamlRefusal {
  return new SamlRefusal('saml.malformed', { expected, actual, hint });
}

/** Runs a reader of `what`; where the XML itself is at fault that is a refusal like any other. */
export function orMalformed<T>(what: Sentence, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw malformed(what, error.sentence);
  }
}
