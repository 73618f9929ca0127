import type { Attack, AttackFamily } from '../support/attack';
import { conditions, confirmation, issued } from '../support/issued';
import { atEnd } from '../support/loot';
import { change } from '../../support/change';
import { minutesAfter, type ResponsePlan } from '../../support/idp/response-plan';

const TIME = ['CVE-2018-14637', 'CVE-2018-21264', 'CVE-2026-9096', 'CVE-2026-41577'];

const outdated = (minutes: number) => (plan: ResponsePlan) => minutesAfter(plan.issueInstant, minutes);

const times: readonly Attack[] = [
  issued(
    'confirmed until two minutes ago',
    (plan) => (confirmation(plan).notOnOrAfter = outdated(-2)(plan)),
    'saml.expired',
    ['CVE-2026-1190', ...TIME],
  ),
  issued(
    'valid until two minutes ago',
    (plan) => (conditions(plan).notOnOrAfter = outdated(-2)(plan)),
    'saml.expired',
    TIME,
  ),
  issued(
    'valid in two minutes',
    (plan) => (conditions(plan).notBefore = outdated(2)(plan)),
    'saml.not_yet_valid',
    ['CVE-2026-41577'],
  ),
  issued(
    'valid in a hundred years',
    (plan) => (conditions(plan).notBefore = new Date('2126-01-01T00:00:00Z')),
    'saml.not_yet_valid',
  ),
  issued(
    'of a session that is over',
    (plan) => {
      if (plan.authnStatement) plan.authnStatement.sessionNotOnOrAfter = outdated(-1)(plan);
    },
    'saml.expired',
    ['CVE-2024-25718'],
  ),
  issued('without an AuthnStatement', (plan) => (plan.authnStatement = undefined), 'saml.malformed'),
  ...(
    [
      ['that is none', '2026-13-99T00:00:00Z'],
      ['without a zone', '2026-03-01T00:00:00'],
      ['in words', 'tomorrow'],
      ['of a million digits', `2026-03-01T00:00:00.${'0'.repeat(100_000)}1Z`],
      ['with a leap second', '2026-12-31T23:59:60Z'],
      ['of the year 10000', '10000-01-01T00:00:00Z'],
      ['before all time', '-0001-01-01T00:00:00Z'],
      ['in seconds since 1970', '4102444800'],
    ] as const
  ).map(([what, text]): Attack => ({
    name: `with an IssueInstant ${what} on the Response`,
    ids: ['CVE-2018-6519'],
    forge: (message) => message.replace(/IssueInstant="[^"]*"/, `IssueInstant="${text}"`),
    code: 'saml.malformed',
  })),
];

const others: readonly Attack[] = [
  issued(
    'with a condition that we do not know',
    (plan) => (conditions(plan).further = '<x:Condition xmlns:x="urn:x"/>'),
    'saml.malformed',
  ),
  issued(
    'with a condition of its own type',
    (plan) =>
      (conditions(plan).further =
        '<saml:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x"/>'),
    'saml.malformed',
    ['CVE-2025-47151'],
  ),
  issued('of Version 1.1', (plan) => (plan.version = '1.1'), 'saml.malformed', ['CVE-2023-37471']),
  issued('of Version 2.1', (plan) => (plan.version = '2.1'), 'saml.malformed'),
  issued('of an empty Version', (plan) => (plan.version = ''), 'saml.malformed'),
  issued(
    'whose Status says that it failed',
    (plan) => (plan.statusCodes = ['urn:oasis:names:tc:SAML:2.0:status:Requester']),
    'saml.status_not_success',
  ),
  issued(
    'whose Status is Success only below',
    (plan) =>
      (plan.statusCodes = [
        'urn:oasis:names:tc:SAML:2.0:status:Responder',
        'urn:oasis:names:tc:SAML:2.0:status:Success',
      ]),
    'saml.status_not_success',
  ),
  issued(
    'whose Status is Success in capitals',
    (plan) => (plan.statusCodes = ['URN:OASIS:NAMES:TC:SAML:2.0:STATUS:SUCCESS']),
    'saml.status_not_success',
  ),
  issued('whose Status is an empty code', (plan) => (plan.statusCodes = ['']), 'saml.malformed'),
  {
    name: 'without a Status',
    forge: (message) => message.replace(/<samlp:Status>[\s\S]*<\/samlp:Status>/, ''),
    code: 'saml.malformed',
  },
  {
    name: 'with two Statuses',
    forge: (message) => message.replace(/<samlp:Status>[\s\S]*<\/samlp:Status>/, (status) => status + status),
    code: 'saml.malformed',
  },
  {
    name: 'without an assertion',
    forge: (message) => message.replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, ''),
    code: 'saml.malformed',
  },
  {
    name: 'with two Issuers',
    forge: (message) =>
      change(message, '<samlp:Status>', '<saml:Issuer>https://idp.evil.example</saml:Issuer><samlp:Status>'),
    code: 'saml.malformed',
  },
  {
    name: 'with a second, empty assertion',
    forge: (message) => atEnd(message, '<saml:Assertion/>'),
    code: 'saml.malformed',
  },
];

const kinds: readonly Attack[] = [
  'AuthnRequest',
  'LogoutRequest',
  'LogoutResponse',
  'ArtifactResponse',
  'ManageNameIDResponse',
  'AttributeQuery',
].map((kind) => ({
  name: `as a ${kind}`,
  ids: kind === 'ArtifactResponse' ? ['CVE-2026-49283'] : undefined,
  forge: (message: string) => message.replaceAll('samlp:Response', `samlp:${kind}`),
  code: 'saml.malformed',
}));

const wrappers: readonly Attack[] = [
  {
    name: 'in a SOAP envelope',
    forge: (message) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${message}</s:Body></s:Envelope>`,
    code: 'saml.malformed',
  },
  {
    name: 'as an assertion alone',
    forge: (message) => /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(message)?.[0] ?? '',
    code: 'saml.malformed',
  },
  {
    name: 'as a security token of WS-Federation',
    forge: (message) =>
      `<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust"><t:RequestedSecurityToken>${message}</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>`,
    code: 'saml.malformed',
  },
];

export const validity: AttackFamily = {
  name: 'what was signed for another time or purpose',
  why: 'Expired, not yet valid, failed, of another protocol or wrapped in one: times are read by one strict form and held against a clock, the Status must say Success, and the outermost element must be a Response of SAML 2.0.',
  attacks: [...times, ...others, ...kinds, ...wrappers],
};
