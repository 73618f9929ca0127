import { isVerifiedLogin } from '../../../src/saml/login/check-login';
import { checkLogin } from '../../../src/saml/login/check-login';
import { readAttributes } from '../../../src/saml/messages/attributes';
import type { ResponsePlan } from '../../support/idp/response-plan';
import { responseXml } from '../../support/idp/response-xml';
import { refusalOf } from '../../support/refusal-of';
import { after, type LoginBench, makeLoginBench, NOW } from './login-bench';
import { writeMessageId } from '../../../src/saml/messages/message-id';

let bench: LoginBench;
beforeAll(async () => {
  bench = await makeLoginBench();
});

const firstConfirmation = (plan: ResponsePlan) => {
  const [confirmation] = plan.confirmations;
  if (!confirmation) throw new Error('a good plan has a confirmation');
  return confirmation;
};
const conditionsOf = (plan: ResponsePlan) => {
  if (!plan.conditions) throw new Error('a good plan has Conditions');
  return plan.conditions;
};
const statementOf = (plan: ResponsePlan) => {
  if (!plan.authnStatement) throw new Error('a good plan has an AuthnStatement');
  return plan.authnStatement;
};

describe('a good response', () => {
  it.each(['assertion', 'response', 'both'] as const)(
    'gives what the IdP said, where the %s is signed',
    (signed) => {
      const plan = bench.plan('_request');
      const login = bench.check(plan, { signed });
      expect(login).toMatchObject({
        issuer: bench.idp.entityId,
        assertionId: plan.assertionId,
        inResponseTo: '_request',
        sessionIndex: plan.authnStatement?.sessionIndex,
        authnInstant: NOW,
        keyIndex: 0,
        signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        digestAlgorithm: 'sha256',
        signaturePlace: signed,
        issueInstant: plan.issueInstant,
      });
      expect(login.nameId.value).toBe('alice@acme.example');
      expect(readAttributes(login.signedAssertion)).toEqual([
        { name: 'mail', values: ['alice@acme.example'], otherValues: 0 },
      ]);
    },
  );

  it('may be of any kind of bearer confirmation beside others, as long as one holds', () => {
    const plan = bench.plan();
    const good = firstConfirmation(plan);
    plan.confirmations = [
      { ...good, method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key', recipient: undefined },
      { ...good, recipient: 'https://other.example/acs' },
      good,
    ];
    expect(bench.check(plan).nameId.value).toBe('alice@acme.example');
  });

  it('is remembered for as long as any of its confirmations could be shown', () => {
    const plan = bench.plan();
    const good = firstConfirmation(plan);
    plan.confirmations = [good, { ...good, notOnOrAfter: after(3000) }];
    expect(bench.check(plan).usableUntil).toEqual(after(3000));
    conditionsOf(plan).notOnOrAfter = after(9000);
    expect(bench.check(plan).usableUntil).toEqual(after(9000));
  });
});

describe('a VerifiedLogin', () => {
  it('is what the check made, and nothing that looks like it', () => {
    const login = bench.check(bench.plan());
    expect(isVerifiedLogin(login)).toBe(true);
    for (const other of [{ ...login }, null, undefined, 'login', {}])
      expect(isVerifiedLogin(other)).toBe(false);
  });
});

describe('the clock skew of 60 s', () => {
  it.each<[string, (plan: ResponsePlan, at: Date) => void, number, string]>([
    [
      'the confirmation’s end',
      (plan, at) => (firstConfirmation(plan).notOnOrAfter = at),
      -60,
      'saml.expired',
    ],
    ['the Conditions’ end', (plan, at) => (conditionsOf(plan).notOnOrAfter = at), -60, 'saml.expired'],
    [
      'the Conditions’ beginning',
      (plan, at) => (conditionsOf(plan).notBefore = at),
      60.001,
      'saml.not_yet_valid',
    ],
    [
      'the session’s end, which has none',
      (plan, at) => (statementOf(plan).sessionNotOnOrAfter = at),
      0,
      'saml.expired',
    ],
  ])('is honoured to the millisecond at %s', (_, set, seconds, code) => {
    const [refused, accepted] = [bench.plan(), bench.plan()];
    const inwards = seconds > 0 ? -0.001 : 0.001;
    set(refused, after(seconds));
    set(accepted, after(seconds + inwards));
    expect(refusalOf(() => bench.check(refused)).code).toBe(code);
    expect(bench.check(accepted).assertionId).toBe(accepted.assertionId);
  });
});

describe('what stands around the signed bytes', () => {
  it('grants no InResponseTo, and must not contradict the signed one', () => {
    const contradicting = bench.plan('_request');
    contradicting.inResponseTo = '_another';
    expect(refusalOf(() => bench.check(contradicting)).code).toBe('saml.in_response_to_mismatch');

    const outerOnly = bench.plan();
    outerOnly.inResponseTo = '_request';
    expect(refusalOf(() => bench.check(outerOnly)).code).toBe('saml.in_response_to_mismatch');
    expect(bench.check(outerOnly, { signed: 'response' }).inResponseTo).toBe('_request');
  });

  it('may be silent on an unsigned Response, and must speak on a signed one', () => {
    const silent = { ...bench.plan(), responseIssuer: undefined, destination: undefined };
    expect(bench.check(silent).issuer).toBe(bench.idp.entityId);
    const noIssuer = { ...bench.plan(), responseIssuer: undefined };
    expect(refusalOf(() => bench.check(noIssuer, { signed: 'both' })).code).toBe('saml.issuer_mismatch');
    const noDestination = { ...bench.plan(), destination: undefined };
    expect(refusalOf(() => bench.check(noDestination, { signed: 'both' })).code).toBe(
      'saml.destination_mismatch',
    );
  });

  it('must hold on both where both are signed', () => {
    const xml = bench.idp.xml(bench.plan(), { signed: 'both' });
    const broken = xml.replace(
      /(<SignatureValue>)(.)/,
      (_, tag: string, first: string) => `${tag}${first === 'A' ? 'B' : 'A'}`,
    );
    expect(broken).not.toBe(xml);
    expect(refusalOf(() => bench.checkXml(broken)).code).toBe('saml.signature_invalid');
    const outerBroken = xml.replace(
      /(<SignatureValue>)(.)(?![\s\S]*<SignatureValue>)/,
      (_, tag: string, first: string) => `${tag}${first === 'A' ? 'B' : 'A'}`,
    );
    expect(refusalOf(() => bench.checkXml(outerBroken)).code).toBe('saml.signature_invalid');
  });

  it('is refused where an error answer carries an assertion', () => {
    const plan = {
      ...bench.plan(),
      statusCodes: ['urn:oasis:names:tc:SAML:2.0:status:Requester'],
      statusMessage: 'No.',
    };
    const refusal = refusalOf(() => bench.check(plan, { signed: 'both' }));
    expect(refusal.code).toBe('saml.status_not_success');
    expect(refusal.actual).toContain('No.');
  });
});

describe('a Status that answers what a setting of the tenant asks for', () => {
  it.each([
    ['NoPassive', 'saml.isPassive'],
    ['InvalidNameIDPolicy', 'saml.nameIdFormat'],
    ['NoAuthnContext', 'saml.authnContextClassRefs'],
  ])('%s names it: %s', (code, setting) => {
    const statusCodes = ['Responder', code].map((name) => `urn:oasis:names:tc:SAML:2.0:status:${name}`);
    const refusal = refusalOf(() => bench.check({ ...bench.plan(), statusCodes }));
    expect(refusal.code).toBe('saml.status_not_success');
    expect(refusal.actual).toContain(code);
    expect(refusal.hint).toContain(setting);
  });

  it.each(['urn:oasis:names:tc:SAML:2.0:status:AuthnFailed', 'NoPassive', 'constructor'])(
    '%s names none',
    (code) => {
      const statusCodes = ['urn:oasis:names:tc:SAML:2.0:status:Responder', code];
      expect(refusalOf(() => bench.check({ ...bench.plan(), statusCodes })).hint).not.toContain('saml.');
    },
  );
});

describe('several bearer confirmations', () => {
  it('answer one request, or none', () => {
    const plan = bench.plan('_request');
    const [first] = plan.confirmations;
    if (!first) throw new Error('the plan has a confirmation');
    plan.inResponseTo = undefined;
    for (const inResponseTo of [undefined, '_another']) {
      for (const confirmations of [
        [first, { ...first, inResponseTo }],
        [{ ...first, inResponseTo }, first],
      ]) {
        expect(refusalOf(() => bench.check({ ...plan, confirmations })).code).toBe(
          'saml.in_response_to_mismatch',
        );
      }
    }
    const elsewhere = { ...first, recipient: 'https://other.example/acs' };
    expect(bench.check({ ...plan, confirmations: [elsewhere, first] }).inResponseTo).toBe('_request');
  });
});

describe('several statements', () => {
  const withStatement = (plan: ResponsePlan, ends: readonly (Date | undefined)[]) =>
    responseXml(plan).replace(/<saml:AuthnStatement[\s\S]*<\/saml:AuthnStatement>/, (statement) =>
      ends
        .map((end, index) =>
          statement.replace(
            /SessionIndex="[^"]*"/,
            `SessionIndex="_${index}"${end ? ` SessionNotOnOrAfter="${end.toISOString()}"` : ''}`,
          ),
        )
        .join(''),
    );

  it.each([
    ['the second', [undefined, after(60)]],
    ['the second, which is the earlier', [after(120), after(60)]],
    ['the first, which is the earlier', [after(60), after(120)]],
  ])('make a session that outlives none of them: it ends with %s', (_, ends) => {
    const posted = bench.idp.postXml(withStatement(bench.plan(), ends), 'Assertion');
    const login = checkLogin(posted, bench.expected, NOW);
    expect(login.sessionNotOnOrAfter).toEqual(after(60));
    expect(login.sessionIndex).toBe('_0');
  });
});

describe('what would be stored or sent back', () => {
  it('is bounded', () => {
    const longIndex = bench.plan();
    statementOf(longIndex).sessionIndex = 'x'.repeat(1025);
    expect(refusalOf(() => bench.check(longIndex)).code).toBe('saml.malformed');
    const longFormat = { ...bench.plan(), nameIdFormat: `urn:${'x'.repeat(1021)}` };
    expect(refusalOf(() => bench.check(longFormat)).code).toBe('saml.malformed');
  });
});

describe('a sign-in that the tenant wants fresh', () => {
  it('must not lie before the request, but for the skew', () => {
    const id = writeMessageId(NOW, Buffer.alloc(16, 1));
    const plan = bench.plan(id);
    statementOf(plan).authnInstant = after(-60);
    expect(bench.check(plan, {}, { forceAuthn: true }).inResponseTo).toBe(id);
    statementOf(plan).authnInstant = after(-60.001);
    expect(refusalOf(() => bench.check(plan, {}, { forceAuthn: true })).code).toBe('saml.authn_too_old');
    expect(bench.check(plan).inResponseTo).toBe(id);
  });
});

describe('conditions', () => {
  it.each([
    ['an unknown one', '<x:Condition xmlns:x="urn:example"/>', 'saml.malformed'],
    ['OneTimeUse, which every assertion is here', '<saml:OneTimeUse/>', undefined],
    ['ProxyRestriction, which binds others', '<saml:ProxyRestriction Count="0"/>', undefined],
  ])('with %s', (_, further, code) => {
    const plan = bench.plan();
    conditionsOf(plan).further = further;
    if (code) expect(refusalOf(() => bench.check(plan)).code).toBe(code);
    else expect(bench.check(plan).assertionId).toBe(plan.assertionId);
  });

  it('name us among several audiences', () => {
    const plan = bench.plan();
    conditionsOf(plan).audienceRestrictions = [['https://other.example', bench.expected.audience]];
    expect(bench.check(plan).assertionId).toBe(plan.assertionId);
    conditionsOf(plan).audienceRestrictions = [[`${bench.expected.audience}/`]];
    expect(refusalOf(() => bench.check(plan)).code).toBe('saml.audience_mismatch');
  });
});
