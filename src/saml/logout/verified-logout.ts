import type { NameId } from '../messages/name-id';

declare const verified: unique symbol;

/** A LogoutRequest that the trusted IdP signed. Only `checkLogoutRequest` makes one. */
export interface VerifiedLogoutRequest extends LogoutRequestClaims {
  readonly [verified]: true;
}

export interface LogoutRequestClaims {
  readonly id: string;
  /** Stripped of space, tab and line ends around its value, as at sign-in. */
  readonly nameId: NameId;
  /** None: every session of that name. */
  readonly sessionIndexes: readonly string[];
  /** It speaks of sessions that were there then: shown again later, it must not end newer ones. */
  readonly issueInstant: Date;
}

/** A LogoutResponse that the trusted IdP signed. Only `checkLogoutResponse` makes one. */
export interface VerifiedLogoutResponse extends LogoutResponseClaims {
  readonly [verified]: true;
}

export interface LogoutResponseClaims {
  readonly id: string;
  /** The LogoutRequest that is answered. */
  readonly inResponseTo: string | undefined;
  /** The top-level code, then the ones below it: whether the IdP's own session and the others are over. */
  readonly statusCodes: readonly string[];
}
