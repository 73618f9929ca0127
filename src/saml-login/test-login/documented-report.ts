import { ApiOkResponse } from '../../http/openapi-decorators';
import { LOGIN_CHECKS } from '../../saml/explain/expected-by-check';
import { SIGN_IN_CHECKS } from './explain-sign-in';

const STRING = { type: 'string' as const };

const CHECK_SCHEMA = {
  type: 'object' as const,
  required: ['check', 'result', 'expected'],
  properties: {
    check: { ...STRING, enum: [...LOGIN_CHECKS, ...SIGN_IN_CHECKS] },
    result: { ...STRING, enum: ['passed', 'failed', 'not_reached'] },
    expected: STRING,
    code: { ...STRING, description: 'Of a check that failed, as the two below.' },
    actual: STRING,
    hint: STRING,
  },
};

const REPORT_SCHEMA = {
  type: 'object' as const,
  required: ['tenant', 'testedAt', 'outcome', 'code', 'checks', 'signedBy', 'user', 'received'],
  properties: {
    tenant: STRING,
    testedAt: { ...STRING, format: 'date-time' },
    outcome: { ...STRING, enum: ['success', 'refused'] },
    code: { ...STRING, nullable: true, description: 'What such a sign-in would be refused with.' },
    checks: { type: 'array' as const, items: CHECK_SCHEMA },
    signedBy: {
      type: 'object' as const,
      nullable: true,
      description: 'The trusted key, and what it signed.',
    },
    trustedFingerprints: { type: 'array' as const, items: STRING },
    user: {
      type: 'object' as const,
      nullable: true,
      description: 'Whom the response names, and his status.',
    },
    received: { type: 'object' as const, description: 'What came, as it was written.' },
  },
};

const FINGERPRINT = '5171a2465c3a81d6d1ccd3a42a6b81b07261234856d4a77ca17f2d5542be05e9';

const REPORT_EXAMPLE = {
  tenant: 'acme',
  testedAt: '2026-01-31T09:31:00.000Z',
  outcome: 'refused',
  code: 'saml.audience_mismatch',
  checks: [
    { check: 'status', result: 'passed', expected: 'Status urn:oasis:names:tc:SAML:2.0:status:Success' },
    {
      check: 'audience',
      result: 'failed',
      expected: 'Audience https://sso.example.com/saml/acme/metadata in every AudienceRestriction',
      code: 'saml.audience_mismatch',
      actual: 'Audience https://sso.example.com/',
      hint: "Set the IdP's audience (SP entity ID, identifier) for this application to the expected value.",
    },
    { check: 'user', result: 'not_reached', expected: 'an active RAM user of this name' },
  ],
  signedBy: {
    place: 'assertion',
    algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    sha256Fingerprint: FINGERPRINT,
  },
  trustedFingerprints: [FINGERPRINT],
  user: null,
  received: {
    binding: 'HTTP-POST',
    message: '<samlp:Response ...',
    encryption: 'none',
    clockDifferenceSeconds: 1,
  },
};

/** Of the ACS, where it is a test that is answered. */
export const AnswersTestReport = () =>
  ApiOkResponse({
    description: 'It answers a test of this browser: the report, a page or JSON; nobody is signed in.',
    content: {
      'text/html': { schema: STRING },
      'application/json': { schema: REPORT_SCHEMA, example: REPORT_EXAMPLE },
    },
  });
