import type { LoginScene } from '../support/login-scene';
import { minutesAfter, type ResponsePlan } from '../support/idp/response-plan';
import type { ResponseOptions } from '../support/idp/test-idp';

/** A response of one fault, and how it is refused; mark is a disabled user. */
export interface RefusedResponse {
  readonly why: string;
  readonly status: number;
  readonly code: string;
  readonly change?: (plan: ResponsePlan, scene: LoginScene) => void;
  readonly options?: ResponseOptions;
}

const confirmation = (change: Partial<ResponsePlan['confirmations'][number]>) => (plan: ResponsePlan) => {
  plan.confirmations = plan.confirmations.map((each) => ({ ...each, ...change }));
};
const conditions = (change: Partial<NonNullable<ResponsePlan['conditions']>>) => (plan: ResponsePlan) => {
  if (plan.conditions) plan.conditions = { ...plan.conditions, ...change };
};

export const refusedResponses: readonly RefusedResponse[] = [
  { why: 'another version', status: 400, code: 'saml.malformed', change: (plan) => (plan.version = '1.1') },
  {
    why: 'a failed Status, though signed with an assertion',
    status: 401,
    code: 'saml.status_not_success',
    change: (plan) =>
      (plan.statusCodes = [
        'urn:oasis:names:tc:SAML:2.0:status:Responder',
        'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed',
      ]),
    options: { signed: 'both' },
  },
  { why: 'nothing is signed', status: 401, code: 'saml.signature_missing', options: { signed: 'neither' } },
  {
    why: 'SHA-1',
    status: 401,
    code: 'saml.signature_invalid',
    options: { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' },
  },
  {
    why: 'a SHA-1 digest',
    status: 401,
    code: 'saml.signature_invalid',
    options: { digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' },
  },
  {
    why: 'another Issuer of the assertion',
    status: 401,
    code: 'saml.issuer_mismatch',
    change: (plan) => (plan.assertionIssuer = 'https://other.example'),
  },
  {
    why: 'another Issuer of the Response',
    status: 401,
    code: 'saml.issuer_mismatch',
    change: (plan) => (plan.responseIssuer = 'https://other.example'),
  },
  {
    why: 'another Destination',
    status: 401,
    code: 'saml.destination_mismatch',
    change: (plan) => (plan.destination = 'https://other.example/acs'),
  },
  {
    why: 'a signed Response without Destination',
    status: 401,
    code: 'saml.destination_mismatch',
    change: (plan) => (plan.destination = undefined),
    options: { signed: 'response' },
  },
  {
    why: 'another Recipient',
    status: 401,
    code: 'saml.recipient_mismatch',
    change: confirmation({ recipient: 'https://other.example/acs' }),
  },
  {
    why: 'no Recipient',
    status: 401,
    code: 'saml.recipient_mismatch',
    change: confirmation({ recipient: undefined }),
  },
  {
    why: 'no bearer confirmation',
    status: 400,
    code: 'saml.malformed',
    change: confirmation({ method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
  },
  {
    why: 'no SubjectConfirmation',
    status: 400,
    code: 'saml.malformed',
    change: (plan) => (plan.confirmations = []),
  },
  {
    why: 'a confirmation that has expired',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      confirmation({ notOnOrAfter: minutesAfter(app.clock.now(), -2) })(plan);
    },
  },
  {
    why: 'Conditions that have expired',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      conditions({ notOnOrAfter: minutesAfter(app.clock.now(), -2) })(plan);
    },
  },
  {
    why: 'Conditions that lie ahead',
    status: 401,
    code: 'saml.not_yet_valid',
    change: (plan, { app }) => {
      conditions({ notBefore: minutesAfter(app.clock.now(), 2) })(plan);
    },
  },
  {
    why: 'a session at the IdP that is over',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      if (plan.authnStatement) plan.authnStatement.sessionNotOnOrAfter = minutesAfter(app.clock.now(), -1);
    },
  },
  {
    why: 'another Audience',
    status: 401,
    code: 'saml.audience_mismatch',
    change: conditions({ audienceRestrictions: [['https://other.example']] }),
  },
  {
    why: 'no Conditions',
    status: 401,
    code: 'saml.audience_mismatch',
    change: (plan) => (plan.conditions = undefined),
  },
  {
    why: 'no AudienceRestriction',
    status: 401,
    code: 'saml.audience_mismatch',
    change: conditions({ audienceRestrictions: [] }),
  },
  {
    why: 'one of two AudienceRestrictions names somebody else',
    status: 401,
    code: 'saml.audience_mismatch',
    change: (plan, scene) => {
      conditions({ audienceRestrictions: [[scene.tenant.sp.entityId], ['https://other.example']] })(plan);
    },
  },
  {
    why: 'no AuthnStatement',
    status: 400,
    code: 'saml.malformed',
    change: (plan) => (plan.authnStatement = undefined),
  },
  {
    why: 'a request that nobody made',
    status: 401,
    code: 'saml.in_response_to_mismatch',
    change: (plan) => {
      plan.inResponseTo = '_unknown';
      confirmation({ inResponseTo: '_unknown' })(plan);
    },
  },
  {
    why: 'an InResponseTo on the unsigned Response alone',
    status: 401,
    code: 'saml.in_response_to_mismatch',
    change: (plan) => (plan.inResponseTo = '_unknown'),
  },
  { why: 'no NameID', status: 401, code: 'saml.nameid_missing', change: (plan) => (plan.nameId = undefined) },
  {
    why: 'an empty NameID',
    status: 401,
    code: 'saml.nameid_missing',
    change: (plan) => (plan.nameId = ' \t\n'),
  },
  {
    why: 'a NameID of another domain',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = 'alice@other.example'),
  },
  {
    why: 'a NameID without domain',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = 'alice'),
  },
  {
    why: 'a NameID with two @',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = `alice@x@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a NameID whose k is the Kelvin sign',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `mar\u212A@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a NameID in a no-break space',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `\u00A0${plan.nameId ?? ''}`),
  },
  {
    why: 'nobody of that name',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `nobody@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a disabled user',
    status: 403,
    code: 'user.disabled',
    change: (plan) => (plan.nameId = `mark@${plan.nameId?.split('@')[1] ?? ''}`),
  },
];
