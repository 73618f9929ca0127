import type { NameId } from '../messages/name-id';
import type { XmlElement } from '../xml/element';

declare const verified: unique symbol;

/** What a trusted IdP vouched for, read from signed bytes alone, or from what those decrypt to. Only `checkLogin` makes one. */
export interface VerifiedLogin extends LoginClaims {
  readonly [verified]: true;
}

/** What carried a signature. Where both did, `keyIndex` and the algorithms are the assertion's. */
export type SignaturePlace = 'assertion' | 'response' | 'both';

export interface LoginClaims {
  readonly issuer: string;
  readonly assertionId: string;
  /** Stripped of space, tab and line ends around its value; else whole, as the IdP wrote it. */
  readonly nameId: NameId;
  /** The AuthnRequest that is answered; undefined for an unsolicited response. */
  readonly inResponseTo: string | undefined;
  readonly sessionIndex: string | undefined;
  readonly authnInstant: Date;
  /** The IdP's own end of the session (saml-core 2.7.2). */
  readonly sessionNotOnOrAfter: Date | undefined;
  /** After this instant, with the skew, the assertion is refused anyway: until then it must be remembered as used. */
  readonly usableUntil: Date;
  /** A parse of the signed bytes, for what else the IdP vouched for, such as attributes: read by whoever needs it, and not judged before. */
  readonly signedAssertion: XmlElement;
  /** Which of the trusted keys signed, by its place in the expectations. */
  readonly keyIndex: number;
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
  readonly signaturePlace: SignaturePlace;
  /** Of the assertion. */
  readonly issueInstant: Date;
}
