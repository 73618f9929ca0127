import { eitherOf, type Sentence, type SentenceValue, say } from '../../sentences/sentence';
import { STATUS_SUCCESS } from '../names';
import type { LoginExpectations } from '../login/expectations';
import type { LoginCheck } from '../login/progress';

/** In the order in which the checks are made. */
const EXPECTED: Readonly<Record<LoginCheck, (expected: LoginExpectations) => Sentence>> = {
  message: () => say`a Response of SAML 2.0: Base64 of well-formed XML without DOCTYPE`,
  status: () => say`Status ${STATUS_SUCCESS}`,
  one_assertion: ({ decryption, isEncryptionRequired }) =>
    say`exactly one ${assertionForm(decryption, isEncryptionRequired)}`,
  signature: ({ keys }) =>
    say`a signature on the Assertion or on the Response by a trusted key (of which there are ${keys.length}); each that is there must hold`,
  response_issuer: ({ issuer }) => say`Issuer ${issuer} on the Response, where it is signed or has one`,
  destination: ({ acsUrl }) => say`Destination ${acsUrl}, where the Response is signed or has one`,
  assertion: () => say`ID, IssueInstant and Issuer in the Assertion, and times and names that can be read`,
  issuer: ({ issuer }) => say`Issuer ${issuer} in the Assertion`,
  confirmation: () => say`a bearer SubjectConfirmation, and one request that all of them answer`,
  recipient: ({ acsUrl }) => say`Recipient ${acsUrl}`,
  confirmation_validity: ({ clockSkewSeconds }) =>
    say`NotOnOrAfter in SubjectConfirmationData, not past by more than ${clockSkewSeconds} s, and no NotBefore`,
  in_response_to: () => say`the same InResponseTo on the Response and in SubjectConfirmationData`,
  conditions: () => say`Conditions with an AudienceRestriction, and only such as are known`,
  validity: ({ clockSkewSeconds }) => say`the time within Conditions, give or take ${clockSkewSeconds} s`,
  audience: ({ audience }) => say`Audience ${audience} in every AudienceRestriction`,
  authn_statement: authnStatementOf,
  name_id: () => say`a NameID that is not empty`,
};

export const LOGIN_CHECKS = Object.keys(EXPECTED) as readonly LoginCheck[];

/** What a check asks for, in one sentence. */
export function expectationOf(check: LoginCheck, expected: LoginExpectations): Sentence {
  return EXPECTED[check](expected);
}

function assertionForm(decryption: LoginExpectations['decryption'], isRequired: boolean): SentenceValue {
  if (isRequired) return 'EncryptedAssertion';
  return decryption ? eitherOf(['Assertion', 'EncryptedAssertion']) : 'Assertion';
}

function authnStatementOf({ authnContextClassRefs, forceAuthn }: LoginExpectations): Sentence {
  const ofSession = say`an AuthnStatement of a session that has not ended`;
  const ofClass =
    authnContextClassRefs.length === 0
      ? ofSession
      : say`${ofSession} and of class ${eitherOf(authnContextClassRefs)}`;
  return forceAuthn ? say`${ofClass}, with an AuthnInstant not before the request` : ofClass;
}
