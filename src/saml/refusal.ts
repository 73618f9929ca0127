import { inWords, say, type Sentence, type SentenceValue, type Translate } from '../sentences/sentence';
import { cutText } from './cut-text';

/** The codes of the HTTP contract that the SAML core itself can answer. */
export type SamlRefusalCode =
  | 'saml.malformed'
  | 'saml.status_not_success'
  | 'saml.signature_missing'
  | 'saml.signature_invalid'
  | 'saml.issuer_mismatch'
  | 'saml.destination_mismatch'
  | 'saml.recipient_mismatch'
  | 'saml.audience_mismatch'
  | 'saml.expired'
  | 'saml.not_yet_valid'
  | 'saml.in_response_to_mismatch'
  | 'saml.nameid_missing'
  | 'saml.authn_context_mismatch'
  | 'saml.authn_too_old';

/** Why something is refused, for the tenant's administrators: never shown to a browser that is not signed in. */
export interface RefusalFacts {
  /** What should have come. */
  readonly expected: Sentence;
  /** What came instead; never a secret or a whole message. */
  readonly actual: Sentence;
  /** Whose side must mend it, and how. */
  readonly hint: Sentence;
}

const FACT_LIMIT = 500;

/** A refusal that explains itself. The code is stable; tests and clients rely on it, never on the sentences, which are cut at 500 characters. */
export abstract class ExplainedRefusal<Code extends string> extends Error {
  /** To be said in any language. */
  readonly facts: RefusalFacts;
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;

  /** @param options `cause` goes to the log alone, where naming it would tell an attacker what he asks for. */
  constructor(
    readonly code: Code,
    facts: RefusalFacts,
    options?: ErrorOptions,
  ) {
    const kept: RefusalFacts = {
      expected: shortened(facts.expected),
      actual: inWords(facts.actual) === '' ? say`nothing` : shortened(facts.actual),
      hint: shortened(facts.hint),
    };
    const [expected, actual] = [tell(kept.expected), tell(kept.actual)];
    super(`${code}: expected ${expected}; got ${actual}`, options);
    this.name = new.target.name;
    this.facts = kept;
    this.expected = expected;
    this.actual = actual;
    this.hint = tell(kept.hint);
  }
}

/** What came may be as long as a message, and a refusal goes into the log. */
function shortened({ text, values }: Sentence): Sentence {
  return { text, values: values.map(shortenedValue) };
}

function shortenedValue(value: SentenceValue): SentenceValue {
  if (typeof value === 'object') return shortened(value);
  return typeof value === 'string' ? cutText(value, FACT_LIMIT) : value;
}

/** A fact in words, cut where it is too long. */
export function tell(fact: Sentence, translate?: Translate): string {
  return cutText(inWords(fact, translate), FACT_LIMIT);
}

/** A SAML message that is not believed. */
export class SamlRefusal extends ExplainedRefusal<SamlRefusalCode> {}
