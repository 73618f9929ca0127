import { type CheckRow, type FactGroup, type TestOutcome, testResultPage } from '../../html/test-login-page';
import type { Page } from '../../html/page';
import type { AssertionAsItCame } from '../../saml/explain/received-assertion';
import type { ReceivedLogin, ResponseAsItCame } from '../../saml/explain/received-login';
import type { SignatureAsItCame } from '../../saml/explain/received-signature';
import { tellCheck } from '../../saml/explain/tell-check';
import type { LoginCheck } from '../../saml/login/progress';
import { inWords } from '../../sentences/sentence';
import type { SignInCheck } from './explain-sign-in';
import type { TestReport } from './test-report';

const TITLES: Readonly<Record<LoginCheck | SignInCheck, string>> = {
  message: 'The message is SAML',
  status: 'Status',
  one_assertion: 'One assertion, encrypted or not as agreed',
  signature: 'Decryption and signature',
  response_issuer: 'Issuer of the Response',
  destination: 'Destination',
  assertion: 'Form of the Assertion',
  issuer: 'Issuer of the Assertion',
  confirmation: 'SubjectConfirmation',
  recipient: 'Recipient',
  confirmation_validity: 'Time limit of the confirmation',
  in_response_to: 'InResponseTo, inside and outside',
  conditions: 'Conditions',
  validity: 'Time limits of the Assertion',
  audience: 'Audience',
  authn_statement: 'Way and time of signing in',
  name_id: 'NameID',
  request: 'Answers the request of this test',
  replay: 'Not used before',
  user_name: 'Form of the user’s name',
  user: 'RAM user',
  sso_enabled: 'Single sign-on is switched on',
  network: 'Network of this browser',
};

type Fact = FactGroup['facts'][number];

export function resultPage(report: TestReport, requestId: string): Page {
  const { tenant, testedAt, code, received } = report;
  const outcome = outcomeOf(report);
  return testResultPage({
    tenant,
    testedAt,
    outcome,
    verdict: verdictOf(report, outcome),
    code,
    requestId,
    checks: report.checks.map(toRow),
    received: groupsOf(report),
    message: received.message,
  });
}

function toRow(explained: TestReport['checks'][number]): CheckRow {
  const { check, ...told } = tellCheck(explained);
  return { title: TITLES[check], ...told };
}

function outcomeOf({ checks }: TestReport): TestOutcome {
  const failed = checks.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return 'success';
  return failed.every(({ check }) => check === 'sso_enabled') ? 'ready' : 'refused';
}

function verdictOf({ checks, user, tenant }: TestReport, outcome: TestOutcome): string {
  const name = user?.userName ?? 'the user';
  if (outcome === 'ready')
    return `Every other check passed: ${name} signs in to ${tenant} as soon as single sign-on is switched on.`;
  const failed = checks.filter(({ result }) => result === 'failed').map(({ check }) => TITLES[check]);
  if (failed.length > 0) return `What does not hold: ${failed.join('; ')}.`;
  return `Every check passed: ${name} would be signed in to ${tenant}.`;
}

function groupsOf({ received, signedBy, trustedFingerprints, user }: TestReport): FactGroup[] {
  const groups: FactGroup[] = [
    {
      title: 'Who would be signed in',
      facts: user
        ? [[inWords(user.source), [user.value]], fact('User name', user.userName), ['Status', [user.status]]]
        : [],
    },
    { title: 'Signature', facts: signatureFacts(received.signatures, signedBy, trustedFingerprints) },
    { title: 'The Response', facts: responseFacts(received) },
    {
      title: 'The Assertion',
      facts: received.assertion ? assertionFacts(received.assertion) : hiddenFacts(received),
    },
    {
      title: 'Attributes',
      facts: received.assertion?.attributes.map(({ name, values }) => [name ?? '(no Name)', values]) ?? [],
    },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}

function signatureFacts(
  signatures: readonly SignatureAsItCame[],
  signedBy: TestReport['signedBy'],
  trusted: readonly string[],
): Fact[] {
  const carried = signatures.map(({ on, algorithm, digestAlgorithm, certificateFingerprints }): Fact => [
    `On the ${on === 'response' ? 'Response' : 'Assertion'}`,
    [
      algorithm ?? '(no algorithm)',
      digestAlgorithm ?? '(no digest)',
      ...certificateFingerprints.map((one) => `names ${one}`),
    ],
  ]);
  const verified: Fact[] = signedBy
    ? [
        [
          'Made by the trusted key',
          [signedBy.sha256Fingerprint ?? '', signedBy.algorithm, `on the ${signedBy.place}`],
        ],
      ]
    : [['Trusted keys', trusted]];
  return [...carried, ...verified];
}

function responseFacts({ response, clockDifferenceSeconds }: ReceivedLogin): Fact[] {
  const binding: Fact = ['Binding', ['HTTP-POST']];
  if (!response) return [binding];
  return [
    binding,
    ...namedFacts(response),
    ['Status', response.statusCodes],
    fact('StatusMessage', response.statusMessage),
    fact(
      'Our clock minus IssueInstant',
      clockDifferenceSeconds === undefined ? undefined : `${clockDifferenceSeconds} s`,
    ),
  ];
}

function namedFacts({ issuer, destination, inResponseTo, issueInstant, id }: ResponseAsItCame): Fact[] {
  return [
    fact('Issuer', issuer),
    fact('Destination', destination),
    fact('InResponseTo', inResponseTo),
    fact('IssueInstant', issueInstant),
    fact('ID', id),
  ];
}

function assertionFacts(assertion: AssertionAsItCame): Fact[] {
  const confirmations = assertion.confirmations.flatMap((one): Fact[] => [
    fact('Recipient', one.recipient),
    fact('InResponseTo', one.inResponseTo),
    fact('Confirmed until', one.notOnOrAfter),
  ]);
  return [
    fact('Issuer', assertion.issuer),
    fact('NameID', assertion.nameId),
    fact('NameID Format', assertion.nameIdFormat),
    ...confirmations,
    ['Audience', assertion.audiences],
    fact('NotBefore', assertion.notBefore),
    fact('NotOnOrAfter', assertion.notOnOrAfter),
    fact('AuthnInstant', assertion.authnInstant),
    fact('AuthnContextClassRef', assertion.authnContextClassRef),
    fact('SessionIndex', assertion.sessionIndex),
    fact('SessionNotOnOrAfter', assertion.sessionNotOnOrAfter),
  ];
}

function hiddenFacts({ encryption }: ReceivedLogin): Fact[] {
  if (encryption !== 'not_shown') return [];
  return [
    ['Encrypted', ['It could not be opened, is not signed by a trusted key, or does not answer this test.']],
  ];
}

function fact(name: string, value: string | undefined): Fact {
  return [name, [value ?? '(none)']];
}
