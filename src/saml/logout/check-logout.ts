import type { KeyObject } from 'node:crypto';
import type { DecryptionKeys } from '../encryption/decrypt';
import { checkDestination } from '../checks/check-destination';
import { checkIssuer } from '../checks/check-issuer';
import { requireNameId } from '../checks/require-name-id';
import { readLogoutRequest } from '../messages/logout-request';
import { readLogoutResponse } from '../messages/logout-response';
import { checkTimes } from './check-times';
import { type ReceivedMessage, requireSignedMessage } from './require-signed-message';
import type {
  LogoutRequestClaims,
  LogoutResponseClaims,
  VerifiedLogoutRequest,
  VerifiedLogoutResponse,
} from './verified-logout';

/** All that a logout message is held against, apart from the time. */
export interface LogoutExpectations {
  /** The IdP's entityID. */
  readonly issuer: string;
  /** Our SLO address. */
  readonly destination: string;
  /** The IdP's signing keys that are strong enough to be believed. */
  readonly keys: readonly KeyObject[];
  readonly clockSkewSeconds: number;
  /** Undefined: an EncryptedID is refused. */
  readonly decryption: DecryptionKeys | undefined;
}

/**
 * Decides whether the trusted IdP asks for an end of sessions (saml-core 3.7.3.1, saml-profiles 4.4.4.1). Unsigned, it asks nothing.
 * @throws SamlRefusal with the code, what was expected and what came
 */
export function checkLogoutRequest(
  received: ReceivedMessage,
  expected: LogoutExpectations,
  now: Date,
): VerifiedLogoutRequest {
  const request = requireSignedMessage(received, 'SAMLRequest', expected.keys, readLogoutRequest);
  checkIssuer(request.issuer, expected.issuer);
  checkDestination(request.destination, expected.destination);
  checkTimes(request, expected.clockSkewSeconds, now);
  const nameId = requireNameId(request, expected.decryption);
  const { id, sessionIndexes, issueInstant } = request;
  const claims: LogoutRequestClaims = { id, nameId, sessionIndexes, issueInstant };
  return claims as VerifiedLogoutRequest;
}

/**
 * Decides whether the trusted IdP answers a LogoutRequest (saml-profiles 4.4.4.2). Which one, and how it went, is the caller's to judge.
 * @throws SamlRefusal with the code, what was expected and what came
 */
export function checkLogoutResponse(
  received: ReceivedMessage,
  expected: LogoutExpectations,
  now: Date,
): VerifiedLogoutResponse {
  const response = requireSignedMessage(received, 'SAMLResponse', expected.keys, readLogoutResponse);
  checkIssuer(response.issuer, expected.issuer);
  checkDestination(response.destination, expected.destination);
  checkTimes(response, expected.clockSkewSeconds, now);
  const { id, inResponseTo, status } = response;
  const claims: LogoutResponseClaims = { id, inResponseTo, statusCodes: status.codes };
  return claims as VerifiedLogoutResponse;
}
