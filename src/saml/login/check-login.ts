import { decodePost } from '../bindings/post';
import { checkIssuer } from '../checks/check-issuer';
import { requireNameId } from '../checks/require-name-id';
import { readAssertion } from '../messages/assertion';
import { checkAuthnStatements } from './check-authn-statement';
import { checkConditions } from './check-conditions';
import { checkConfirmations } from './check-confirmation';
import { checkEnvelope, readUntrustedResponse } from './check-envelope';
import type { LoginExpectations } from './expectations';
import { requireSignedAssertion } from './require-signed-assertion';
import type { LoginClaims, VerifiedLogin } from './verified-login';

/** No cast makes one. */
const verifiedLogins = new WeakSet<object>();

/**
 * Decides whether a posted SAMLResponse proves a sign-in at the trusted IdP (saml-profiles 4.1.4.3, saml-core 2 and 3.2).
 *
 * Nothing before `requireSignedAssertion` can grant anything: it can only refuse. Everything after it reads signed bytes alone, or
 * what those decrypt to.
 * What needs the store, whether the request is known, the assertion unused and the user there, is the caller's.
 *
 * @param samlResponse the form field as posted, Base64 (saml-bindings 3.5.4)
 * @throws SamlRefusal with the code, what was expected and what came
 */
export function checkLogin(samlResponse: string, expected: LoginExpectations, now: Date): VerifiedLogin {
  const untrusted = readUntrustedResponse(decodePost(samlResponse));
  const signed = requireSignedAssertion(untrusted, expected);
  const envelope = checkEnvelope(signed.envelope, expected);
  const assertion = readAssertion(signed.assertion);

  checkIssuer(assertion.issuer, expected.issuer);
  const confirmation = checkConfirmations(assertion.confirmations, envelope, expected, now);
  const conditionsEnd = checkConditions(assertion.conditions, expected, now);
  const session = checkAuthnStatements(assertion.authnStatements, confirmation.inResponseTo, expected, now);
  const nameId = requireNameId(assertion, expected.decryption);

  const claims: LoginClaims = {
    issuer: assertion.issuer,
    assertionId: assertion.id,
    nameId,
    inResponseTo: confirmation.inResponseTo,
    sessionIndex: session.sessionIndex,
    authnInstant: session.authnInstant,
    sessionNotOnOrAfter: session.sessionNotOnOrAfter,
    usableUntil: latest(confirmation.usableUntil, conditionsEnd),
    signedAssertion: signed.assertion,
    keyIndex: signed.keyIndex,
    signatureAlgorithm: signed.signatureAlgorithm,
  };
  const login = claims as VerifiedLogin;
  verifiedLogins.add(login);
  return login;
}

/** Whether `checkLogin` made it: for who got it back from code that is not ours. */
export function isVerifiedLogin(value: unknown): value is VerifiedLogin {
  return typeof value === 'object' && value !== null && verifiedLogins.has(value);
}

function latest(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
