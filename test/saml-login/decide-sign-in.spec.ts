import { decideSignIn, type SignInQuestion } from '../../src/saml-login/decide-sign-in';
import { LoginRefusal } from '../../src/saml-login/login-refusal';
import type { SignInFindings } from '../../src/saml-login/sign-in.repository';
import { say } from '../../src/sentences/sentence';

const NO_FACTS = { expected: say``, actual: say``, hint: say`` };
const ASSERTION = Buffer.from('assertion');
const OTHER = Buffer.from('other');

const solicited: SignInQuestion = {
  user: { source: say`NameID`, value: 'alice@acme.example', userName: 'alice', fault: undefined },
  assertionHash: ASSERTION,
  inResponseTo: '_request',
  isUnsolicitedAllowed: true,
  closed: undefined,
};
const unsolicited: SignInQuestion = { ...solicited, inResponseTo: undefined };
const nobody = {
  source: say`NameID`,
  value: 'alice',
  userName: undefined,
  fault: new LoginRefusal('saml.nameid_domain_mismatch', NO_FACTS),
};
const closed = new LoginRefusal('sso.disabled', NO_FACTS);
const request = {
  target: 'https://sso.example.com/x',
  isFresh: true,
  isThisBrowsers: true,
  answeredBy: null,
};
const nothing: SignInFindings = {
  isCurrent: true,
  request,
  isReplayed: false,
  userStatus: 'active',
  isSignedIn: false,
  confirmedBy: null,
};

const codeOf = (question: SignInQuestion, findings: SignInFindings): string => {
  try {
    return decideSignIn(question, findings).kind;
  } catch (error) {
    if (error instanceof LoginRefusal) return error.code;
    throw error;
  }
};

describe('what a sign-in statement found', () => {
  it.each<[string, SignInQuestion, Partial<SignInFindings>, string]>([
    ['signs in where a session was opened', solicited, { isSignedIn: true }, 'signed_in'],
    [
      'goes on where this browser was signed in by it',
      solicited,
      { request: { ...request, answeredBy: ASSERTION }, isReplayed: true },
      'repeated',
    ],
    [
      'is a replay where another browser was',
      solicited,
      { request: { ...request, answeredBy: ASSERTION, isThisBrowsers: false }, isReplayed: true },
      'saml.replayed',
    ],
    [
      'is a mismatch where another assertion answered',
      solicited,
      { request: { ...request, answeredBy: OTHER } },
      'saml.in_response_to_mismatch',
    ],
    [
      'is a mismatch where the request is unknown',
      solicited,
      { request: null },
      'saml.in_response_to_mismatch',
    ],
    [
      'is a mismatch where the request is old',
      solicited,
      { request: { ...request, isFresh: false } },
      'saml.in_response_to_mismatch',
    ],
    [
      'is a mismatch in another browser',
      solicited,
      { request: { ...request, isThisBrowsers: false } },
      'saml.in_response_to_mismatch',
    ],
    [
      'names the request before the domain',
      { ...solicited, user: nobody },
      { request: null },
      'saml.in_response_to_mismatch',
    ],
    [
      'names a replay before the domain',
      { ...unsolicited, user: nobody },
      { isReplayed: true },
      'saml.replayed',
    ],
    [
      'names what is unsolicited before a replay',
      { ...unsolicited, isUnsolicitedAllowed: false },
      { isReplayed: true },
      'saml.unsolicited_forbidden',
    ],
    [
      'names the domain before the user',
      { ...unsolicited, user: nobody },
      { userStatus: null },
      'saml.nameid_domain_mismatch',
    ],
    ['misses the user', unsolicited, { userStatus: null }, 'user.not_found'],
    ['finds the user disabled', unsolicited, { userStatus: 'disabled' }, 'user.disabled'],
    [
      'names the user before what closes the door to all',
      { ...unsolicited, closed },
      { userStatus: 'disabled' },
      'user.disabled',
    ],
    ['is closed', { ...unsolicited, closed }, {}, 'sso.disabled'],
    ['lost a race where nothing was wrong and nothing was opened', unsolicited, {}, 'lost_race'],
  ])('%s', (_, question, findings, expected) => {
    expect(codeOf(question, { ...nothing, ...findings })).toBe(expected);
  });
});
