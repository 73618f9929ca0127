import { decodePost } from '../bindings/post';
import { checkIssuer } from '../checks/check-issuer';
import { requireNameId } from '../checks/require-name-id';
import { readAssertion } from '../messages/assertion';
import { checkAuthnStatements } from './check-authn-statement';
import { checkConditions } from './check-conditions';
import { checkConfirmations } from './check-confirmation';
import { checkEnvelope, checkStatus, readUntrustedResponse } from './check-envelope';
import type { LoginExpectations } from './expectations';
import { requireSignedAssertion } from './require-signed-assertion';
import type { LoginClaims } from './verified-login';

/**
 * What a response claims where all of it holds under the expected keys (saml-profiles 4.1.4.3, saml-core 2 and 3.2). They are facts
 * about a sign-in only where those keys are trusted: who asks `checkLogin` knows that they are.
 *
 * Nothing before `requireSignedAssertion` can grant anything: it can only refuse. Everything after it reads signed bytes alone, or
 * what those decrypt to.
 *
 * @throws SamlRefusal
 */
export function checkClaims(samlResponse: string, expected: LoginExpectations, now: Date): LoginClaims {
  const { progress } = expected;
  progress?.began('message');
  const untrusted = readUntrustedResponse(decodePost(samlResponse));
  // Error answers are often unsigned, so the Status may refuse before the signature is checked.
  progress?.began('status');
  checkStatus(untrusted.response);
  const signed = requireSignedAssertion(untrusted, expected);
  progress?.signed(signed);
  const envelope = checkEnvelope(signed.envelope, expected);
  progress?.began('assertion');
  const assertion = readAssertion(signed.assertion);

  progress?.began('issuer');
  checkIssuer(assertion.issuer, expected.issuer);
  const confirmation = checkConfirmations(assertion.confirmations, envelope, expected, now);
  const conditionsEnd = checkConditions(assertion.conditions, expected, now);
  progress?.began('authn_statement');
  const session = checkAuthnStatements(assertion.authnStatements, confirmation.inResponseTo, expected, now);
  progress?.began('name_id');
  const nameId = requireNameId(assertion, expected.decryption);

  return {
    issuer: assertion.issuer,
    assertionId: assertion.id,
    nameId,
    inResponseTo: confirmation.inResponseTo,
    sessionIndex: session.sessionIndex,
    authnInstant: session.authnInstant,
    sessionNotOnOrAfter: session.sessionNotOnOrAfter,
    usableUntil: latest(confirmation.usableUntil, conditionsEnd),
    signedAssertion: signed.assertion,
    keyIndex: signed.signature.keyIndex,
    signatureAlgorithm: signed.signature.signatureAlgorithm,
    digestAlgorithm: signed.signature.digestAlgorithm,
    signaturePlace: signed.signaturePlace,
    issueInstant: assertion.issueInstant,
  };
}

function latest(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
