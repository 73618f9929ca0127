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

/** Why a message is refused, for the tenant's administrators: never shown to a browser that is not signed in. */
export interface RefusalFacts {
  /** What the message should have carried. */
  readonly expected: string;
  /** What it carried instead; bounded, and never a secret or a whole message. */
  readonly actual: string;
  /** Whose side must mend it, and how. */
  readonly hint: string;
}

const FACT_LIMIT = 500;

/** A SAML message that is not believed. The code is stable; tests and clients rely on it, never on the sentences. */
export class SamlRefusal extends Error {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;

  /** @param options `cause` goes to the log alone, where naming it would tell an attacker what he asks for. */
  constructor(
    readonly code: SamlRefusalCode,
    facts: RefusalFacts,
    options?: ErrorOptions,
  ) {
    const expected = cutText(facts.expected, FACT_LIMIT);
    const actual = cutText(facts.actual, FACT_LIMIT);
    super(`${code}: expected ${expected}; got ${actual}`, options);
    this.name = 'SamlRefusal';
    this.expected = expected;
    this.actual = actual;
    this.hint = cutText(facts.hint, FACT_LIMIT);
  }
}
