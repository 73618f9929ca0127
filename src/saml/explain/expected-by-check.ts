import { STATUS_SUCCESS } from '../names';
import type { LoginExpectations } from '../login/expectations';
import type { LoginCheck } from '../login/progress';

/** In the order in which the checks are made. */
const EXPECTED: Readonly<Record<LoginCheck, (expected: LoginExpectations) => string>> = {
  message: () => 'a Response of SAML 2.0: Base64 of well-formed XML without DOCTYPE',
  status: () => `Status ${STATUS_SUCCESS}`,
  one_assertion: ({ decryption, isEncryptionRequired }) =>
    `exactly one ${assertionForm(decryption, isEncryptionRequired)}`,
  signature: ({ keys }) =>
    `a signature on the Assertion or on the Response by a trusted key (of which there are ${keys.length}); each that is there must hold`,
  response_issuer: ({ issuer }) => `Issuer ${issuer} on the Response, where it is signed or has one`,
  destination: ({ acsUrl }) => `Destination ${acsUrl}, where the Response is signed or has one`,
  assertion: () => 'ID, IssueInstant and Issuer in the Assertion, and times and names that can be read',
  issuer: ({ issuer }) => `Issuer ${issuer} in the Assertion`,
  confirmation: () => 'a bearer SubjectConfirmation, and one request that all of them answer',
  recipient: ({ acsUrl }) => `Recipient ${acsUrl}`,
  confirmation_validity: ({ clockSkewSeconds }) =>
    `NotOnOrAfter in SubjectConfirmationData, not past by more than ${clockSkewSeconds} s, and no NotBefore`,
  in_response_to: () => 'the same InResponseTo on the Response and in SubjectConfirmationData',
  conditions: () => 'Conditions with an AudienceRestriction, and only such as are known',
  validity: ({ clockSkewSeconds }) => `the time within Conditions, give or take ${clockSkewSeconds} s`,
  audience: ({ audience }) => `Audience ${audience} in every AudienceRestriction`,
  authn_statement: ({ authnContextClassRefs, forceAuthn }) =>
    `an AuthnStatement of a session that has not ended${classes(authnContextClassRefs)}${forceAuthn ? ', with an AuthnInstant not before the request' : ''}`,
  name_id: () => 'a NameID that is not empty',
};

export const LOGIN_CHECKS = Object.keys(EXPECTED) as readonly LoginCheck[];

/** What a check asks for, in one sentence. */
export function expectationOf(check: LoginCheck, expected: LoginExpectations): string {
  return EXPECTED[check](expected);
}

function assertionForm(decryption: LoginExpectations['decryption'], isRequired: boolean): string {
  if (isRequired) return 'EncryptedAssertion';
  return decryption ? 'Assertion or EncryptedAssertion' : 'Assertion';
}

function classes(classRefs: readonly string[]): string {
  return classRefs.length === 0 ? '' : ` and of class ${classRefs.join(' or ')}`;
}
