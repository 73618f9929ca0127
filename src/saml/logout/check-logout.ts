import type { KeyObject } from 'node:crypto';
import { type DecryptionKeys, decryptElement } from '../encryption/decrypt';
import { checkIssuer } from '../login/check-issuer';
import { malformed } from '../malformed';
import { readLogoutRequest, type UntrustedLogoutRequest } from '../messages/logout-request';
import { readLogoutResponse } from '../messages/logout-response';
import { type NameId, readNameId } from '../messages/name-id';
import { parseMessage } from '../messages/parse-message';
import { SamlRefusal } from '../refusal';
import { strip } from '../white-space';
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
  /** Without them an EncryptedID is refused. */
  readonly decryption?: DecryptionKeys;
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

/** saml-bindings 3.4.5.2, 3.5.5.2: a signed message says where it goes, or it could be carried elsewhere. */
function checkDestination(destination: string | undefined, expected: string): void {
  if (destination === expected) return;
  throw new SamlRefusal('saml.destination_mismatch', {
    expected: `Destination ${expected}`,
    actual: destination === undefined ? 'no Destination' : `Destination ${destination}`,
    hint: "Set the IdP's single logout address for this application to the expected one.",
  });
}

function requireNameId(request: UntrustedLogoutRequest, decryption: DecryptionKeys | undefined): NameId {
  const nameId = request.nameId ?? decryptNameId(request, decryption);
  const value = nameId && strip(nameId.value);
  if (nameId && value) return { ...nameId, value };
  throw new SamlRefusal('saml.nameid_missing', {
    expected: 'the NameID of the user who signs out',
    actual: nameId ? 'an empty NameID' : 'none',
    hint: 'The IdP must name the user in its LogoutRequest as it did at sign-in.',
  });
}

function decryptNameId(
  { encryptedId }: UntrustedLogoutRequest,
  decryption: DecryptionKeys | undefined,
): NameId | undefined {
  if (!encryptedId) return undefined;
  if (!decryption) {
    throw malformed('a plain NameID', 'an EncryptedID', 'Switch encryption of the NameID off at the IdP.');
  }
  return readNameId(parseMessage(decryptElement(encryptedId, decryption)));
}
