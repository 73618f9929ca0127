import type { VerifiedXml } from '../signature/verify-enveloped';
import type { XmlElement } from '../xml/element';
import type { SignaturePlace } from './verified-login';

/** The checks of a response, in the order in which they are made. */
export type LoginCheck =
  /** Base64, XML, a Response of SAML 2.0. */
  | 'message'
  | 'status'
  /** Exactly one, encrypted as the tenant asks. */
  | 'one_assertion'
  /** Decryption too: to tell the two apart would decrypt for whoever asks often enough. */
  | 'signature'
  | 'response_issuer'
  | 'destination'
  /** What the schema requires of an assertion. */
  | 'assertion'
  | 'issuer'
  | 'confirmation'
  | 'recipient'
  | 'confirmation_validity'
  | 'in_response_to'
  | 'conditions'
  | 'validity'
  | 'audience'
  | 'authn_statement'
  | 'name_id';

/** What a trusted key signed, whatever is found about it afterwards. */
export interface SignedFacts {
  readonly assertion: XmlElement;
  readonly signature: Pick<VerifiedXml, 'keyIndex' | 'signatureAlgorithm'>;
  readonly signaturePlace: SignaturePlace;
}

/** Told how far a check of a response came, by who makes it: what is refused is refused by the check that began last. It decides nothing. */
export interface LoginProgress {
  began(check: LoginCheck): void;
  signed(facts: SignedFacts): void;
}
