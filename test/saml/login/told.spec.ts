import type { ResponsePlan } from '../../support/idp/response-plan';
import { refusalOf } from '../../support/refusal-of';
import { after, type LoginBench, makeLoginBench, NOW } from './login-bench';

let bench: LoginBench;
beforeAll(async () => {
  bench = await makeLoginBench();
});

/** What a refusal tells an administrator: the code for the table, the expected and the actual value for the two settings to compare. */
describe('a refusal says what came', () => {
  const told = (edit: (plan: ResponsePlan) => void, signed: 'assertion' | 'both' = 'both') => {
    const plan = bench.plan();
    edit(plan);
    const { code, expected, actual } = refusalOf(() => bench.check(plan, { signed }));
    return { code, expected, actual };
  };
  const first = (plan: ResponsePlan) => {
    const [confirmation] = plan.confirmations;
    if (!confirmation) throw new Error('a good plan has a confirmation');
    return confirmation;
  };
  const conditions = (plan: ResponsePlan) => {
    if (!plan.conditions) throw new Error('a good plan has Conditions');
    return plan.conditions;
  };

  it.each<[string, string, (plan: ResponsePlan) => void, string, string]>([
    [
      'no Issuer',
      'saml.issuer_mismatch',
      (plan) => (plan.responseIssuer = undefined),
      'https://idp.example',
      'no Issuer',
    ],
    [
      'another Issuer',
      'saml.issuer_mismatch',
      (plan) => (plan.responseIssuer = 'https://b.example'),
      'https://idp.example',
      'Issuer https://b.example',
    ],
    [
      'no Destination',
      'saml.destination_mismatch',
      (plan) => (plan.destination = undefined),
      'https://sp.example/acs',
      'without Destination',
    ],
    [
      'another Destination',
      'saml.destination_mismatch',
      (plan) => (plan.destination = 'https://b.example/'),
      'https://sp.example/acs',
      'Destination https://b.example/',
    ],
    [
      'no Recipient',
      'saml.recipient_mismatch',
      (plan) => (first(plan).recipient = undefined),
      'https://sp.example/acs',
      'no Recipient',
    ],
    [
      'another Recipient',
      'saml.recipient_mismatch',
      (plan) => (first(plan).recipient = 'https://b.example/'),
      'https://sp.example/acs',
      'Recipient https://b.example/',
    ],
    [
      'a confirmation without an end',
      'saml.malformed',
      (plan) => (first(plan).notOnOrAfter = undefined),
      'NotOnOrAfter',
      'one without NotOnOrAfter',
    ],
    [
      'a confirmation with a beginning',
      'saml.malformed',
      (plan) => (first(plan).notBefore = after(-60)),
      'without NotBefore',
      'one with a NotBefore',
    ],
    [
      'no confirmation by the bearer',
      'saml.malformed',
      (plan) => (first(plan).method = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches'),
      'a bearer SubjectConfirmation',
      'none',
    ],
    [
      'a confirmation that has ended',
      'saml.expired',
      (plan) => (first(plan).notOnOrAfter = after(-61)),
      '2026-03-01T11:58:59Z',
      '2026-03-01T12:00:00Z',
    ],
    [
      'Conditions that have ended',
      'saml.expired',
      (plan) => (conditions(plan).notOnOrAfter = after(-61)),
      "before Conditions' NotOnOrAfter 2026-03-01T11:58:59Z",
      '2026-03-01T12:00:00Z',
    ],
    [
      'Conditions that have not begun',
      'saml.not_yet_valid',
      (plan) => (conditions(plan).notBefore = after(61)),
      "from Conditions' NotBefore 2026-03-01T12:01:01Z on",
      '2026-03-01T12:00:00Z',
    ],
    [
      'no Conditions',
      'saml.audience_mismatch',
      (plan) => (plan.conditions = undefined),
      'https://sp.example/metadata',
      'none',
    ],
    [
      'Conditions for nobody',
      'saml.audience_mismatch',
      (plan) => (conditions(plan).audienceRestrictions = []),
      'https://sp.example/metadata',
      'none',
    ],
    [
      'an AudienceRestriction for others beside one for us',
      'saml.audience_mismatch',
      (plan) => conditions(plan).audienceRestrictions.push(['https://b.example', 'https://c.example']),
      'https://sp.example/metadata',
      'https://b.example',
    ],
    [
      'no AuthnStatement',
      'saml.malformed',
      (plan) => (plan.authnStatement = undefined),
      'an AuthnStatement',
      'none',
    ],
    [
      'a Status with a reason',
      'saml.status_not_success',
      (plan) => {
        plan.statusCodes = ['urn:x', 'urn:y'];
        plan.statusMessage = 'Not you.';
      },
      'status:Success',
      'urn:x / urn:y (Not you.)',
    ],
    [
      'an empty NameID',
      'saml.nameid_missing',
      (plan) => (plan.nameId = ' '),
      '<userName>@',
      'an empty NameID',
    ],
    ['no NameID', 'saml.nameid_missing', (plan) => (plan.nameId = undefined), '<userName>@', 'none'],
  ])('of %s', (_, code, edit, expected, actual) => {
    expect(told(edit)).toEqual({
      code,
      expected: expect.stringContaining(expected) as string,
      actual: expect.stringContaining(actual) as string,
    });
  });

  it('of a Status without a reason no more than its codes', () => {
    expect(told((plan) => (plan.statusCodes = ['urn:x'])).actual).toBe('urn:x');
  });

  it('of confirmations that answer different requests, which', () => {
    const { code, actual } = told((plan) => {
      plan.confirmations = [first(plan), { ...first(plan), inResponseTo: '_b' }];
    });
    expect([code, actual]).toEqual(['saml.in_response_to_mismatch', 'InResponseTo (none), _b']);
  });

  it('of several confirmations that do not hold, of the first', () => {
    const { actual } = told((plan) => {
      const good = first(plan);
      plan.confirmations = ['https://b.example/', 'https://c.example/'].map((recipient) => ({
        ...good,
        recipient,
      }));
    });
    expect(actual).toBe('Recipient https://b.example/');
  });
});

describe('how the user signed in', () => {
  const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
  const CARD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard';

  it('must be one of the ways that the tenant lists', () => {
    const listed = { authnContextClassRefs: [CARD, PASSWORD] };
    expect(bench.check(bench.plan(), {}, listed).authnInstant).toEqual(NOW);
    const refusal = refusalOf(() => bench.check(bench.plan(), {}, { authnContextClassRefs: [CARD] }));
    expect([refusal.code, refusal.actual]).toEqual(['saml.authn_context_mismatch', PASSWORD]);
    expect(refusal.expected).toContain(CARD);
  });

  it('must be said where the tenant lists ways', () => {
    const xml = bench.idp
      .xml(bench.plan(), { signed: 'neither' })
      .replace(/<saml:AuthnContextClassRef>.*<\/saml:AuthnContextClassRef>/, '');
    const posted = bench.idp.postXml(xml, 'Assertion');
    expect(bench.checkPosted(posted).authnInstant).toEqual(NOW);
    const refusal = refusalOf(() => bench.checkPosted(posted, { authnContextClassRefs: [PASSWORD] }));
    expect([refusal.code, refusal.actual]).toEqual(['saml.authn_context_mismatch', 'none']);
  });

  it('is not held against a request where there was none', () => {
    const plan = bench.plan();
    if (plan.authnStatement) plan.authnStatement.authnInstant = after(-9000);
    expect(bench.check(plan, {}, { forceAuthn: true }).inResponseTo).toBeUndefined();
  });
});
