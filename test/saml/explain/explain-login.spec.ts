import { createPrivateKey, X509Certificate } from 'node:crypto';
import { explainLogin } from '../../../src/saml/explain/explain-login';
import { LOGIN_CHECKS } from '../../../src/saml/explain/expected-by-check';
import { checkLogin } from '../../../src/saml/login/check-login';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import type { LoginCheck, LoginProgress } from '../../../src/saml/login/progress';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import type { ConfirmationPlan, ResponsePlan } from '../../support/idp/response-plan';
import type { ResponseOptions } from '../../support/idp/test-idp';
import { encrypt } from '../../support/xmlenc';
import { after, type LoginBench, makeLoginBench, NOW } from '../login/login-bench';

let bench: LoginBench;
let ours: TestKeyPair;
beforeAll(async () => {
  [bench, ours] = await Promise.all([makeLoginBench(), makeKeyPair()]);
});

const REQUEST = '_request';
const explain = (posted: string, changed: Partial<LoginExpectations> = {}) =>
  explainLogin(posted, { ...bench.expected, ...changed }, NOW, REQUEST);
const explainPlan = (edit: (plan: ResponsePlan) => void = () => undefined, options: ResponseOptions = {}) => {
  const plan = bench.plan(REQUEST);
  edit(plan);
  return explain(bench.idp.post(plan, options));
};
const confirm = (change: Partial<ConfirmationPlan>) => (plan: ResponsePlan) => {
  plan.confirmations = plan.confirmations.map((each) => ({ ...each, ...change }));
};
const decryption = () => ({ keys: [createPrivateKey(ours.privateKeyPem)], refuseCbc: false });

it('lists the checks in the order in which they are made', () => {
  const begun: LoginCheck[] = [];
  const signed: number[] = [];
  const progress: LoginProgress = {
    began: (check) => begun.push(check),
    signed: ({ signature }) => signed.push(signature.keyIndex),
  };
  const posted = bench.idp.post(bench.plan(REQUEST), { signed: 'both' });
  checkLogin(posted, { ...bench.expected, progress }, NOW);
  expect(begun).toEqual(LOGIN_CHECKS);
  expect(signed).toEqual([0]);
});

describe('names the check that failed', () => {
  const failedOf = ({ checks }: ReturnType<typeof explain>) => {
    const failed = checks.find(({ result }) => result === 'failed');
    return [failed?.check, failed?.fault?.code];
  };

  it.each<[LoginCheck, string, (plan: ResponsePlan) => void, ResponseOptions?]>([
    ['message', 'saml.malformed', (plan) => (plan.version = '1.1')],
    ['status', 'saml.status_not_success', (plan) => (plan.statusCodes = ['urn:x'])],
    ['signature', 'saml.signature_missing', () => undefined, { signed: 'neither' }],
    ['response_issuer', 'saml.issuer_mismatch', (plan) => (plan.responseIssuer = 'https://b.example')],
    ['destination', 'saml.destination_mismatch', (plan) => (plan.destination = 'https://b.example')],
    ['assertion', 'saml.malformed', (plan) => (plan.furtherStatements = '<saml:AuthnStatement/>')],
    ['issuer', 'saml.issuer_mismatch', (plan) => (plan.assertionIssuer = 'https://b.example')],
    ['confirmation', 'saml.malformed', (plan) => (plan.confirmations = [])],
    ['recipient', 'saml.recipient_mismatch', confirm({ recipient: 'https://b.example' })],
    ['confirmation_validity', 'saml.expired', confirm({ notOnOrAfter: after(-61) })],
    ['confirmation_validity', 'saml.malformed', confirm({ notBefore: after(-61) })],
    ['in_response_to', 'saml.in_response_to_mismatch', confirm({ inResponseTo: '_other' })],
    ['conditions', 'saml.audience_mismatch', (plan) => (plan.conditions = undefined)],
    ['validity', 'saml.not_yet_valid', (plan) => plan.conditions && (plan.conditions.notBefore = after(61))],
    [
      'audience',
      'saml.audience_mismatch',
      (plan) => plan.conditions && (plan.conditions.audienceRestrictions = [['https://b.example']]),
    ],
    ['authn_statement', 'saml.malformed', (plan) => (plan.authnStatement = undefined)],
    ['name_id', 'saml.nameid_missing', (plan) => (plan.nameId = undefined)],
  ])('%s: %s', (check, code, edit, options = {}) => {
    expect(failedOf(explainPlan(edit, options))).toEqual([check, code]);
  });

  it('one_assertion, where one came plain that must be encrypted', () => {
    const posted = bench.idp.post(bench.plan(REQUEST));
    const required = explain(posted, { decryption: decryption(), isEncryptionRequired: true });
    expect(failedOf(required)).toEqual(['one_assertion', 'saml.malformed']);
  });

  it('signature, for what can not be decrypted and for what nobody signed alike', () => {
    const plan = bench.plan(REQUEST);
    const unsigned = bench.idp.postEncrypted(plan, ours.certificateDer, { signed: 'neither' });
    const forOthers = bench.idp.postEncrypted(plan, bench.idp.strangersKeys.certificateDer);
    const [one, other] = [unsigned, forOthers].map((posted) => explain(posted, { decryption: decryption() }));
    expect(one?.checks).toEqual(other?.checks);
    expect(one && failedOf(one)).toEqual(['signature', 'saml.malformed']);
  });

  it('of several confirmations that do not hold, of the first', () => {
    const explained = explainPlan((plan) => {
      const [good] = plan.confirmations;
      if (!good) throw new Error('a good plan has a confirmation');
      const wrong = { ...good, recipient: 'https://b.example' };
      plan.confirmations = [wrong, { ...good, notOnOrAfter: after(-61) }];
    });
    expect(failedOf(explained)).toEqual(['recipient', 'saml.recipient_mismatch']);
  });
});

describe('what was received', () => {
  it('is told as it came, where it was refused too', () => {
    const { received, signed } = explainPlan((plan) => {
      plan.attributes = { mail: ['a@acme.example', 'b@acme.example'] };
      if (plan.conditions) plan.conditions.audienceRestrictions = [['https://b.example']];
    });
    expect(signed).toMatchObject({ signature: { keyIndex: 0 }, signaturePlace: 'assertion' });
    expect(received).toMatchObject({
      response: { issuer: bench.idp.entityId, destination: bench.expected.acsUrl, inResponseTo: REQUEST },
      assertion: {
        issuer: bench.idp.entityId,
        nameId: 'alice@acme.example',
        audiences: ['https://b.example'],
        confirmations: [{ recipient: bench.expected.acsUrl, inResponseTo: REQUEST }],
        attributes: [{ name: 'mail', values: ['a@acme.example', 'b@acme.example'] }],
      },
      encryption: 'none',
      clockDifferenceSeconds: 0,
    });
  });

  it('names where the signatures are, their algorithms, and the certificates that they carry', () => {
    const fingerprint = new X509Certificate(bench.idp.keys.certificateDer).fingerprint256;
    const sha256 = fingerprint.replaceAll(':', '').toLowerCase();
    const { signatures } = explainPlan(undefined, { signed: 'both' }).received;
    expect(signatures).toEqual(
      ['response', 'assertion'].map((on) => ({
        on,
        algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
        certificateFingerprints: [sha256],
      })),
    );
  });

  it('tells a clock that is behind, and a Status', () => {
    const late = explainPlan((plan) => {
      plan.issueInstant = after(-300);
      plan.statusCodes = ['urn:x', 'urn:y'];
      plan.statusMessage = 'Not you.';
    }).received;
    expect(late).toMatchObject({
      clockDifferenceSeconds: 300,
      response: { statusCodes: ['urn:x', 'urn:y'], statusMessage: 'Not you.' },
    });
  });

  it('shows the message so that it is none any more: no signature value, no certificate', () => {
    const xml = bench.idp.xml(bench.plan(REQUEST));
    const { message } = explain(Buffer.from(xml).toString('base64')).received;
    const value = /<SignatureValue>([^<]*)</.exec(xml)?.[1] ?? '';
    expect(value.length).toBeGreaterThan(100);
    expect(message).not.toContain(value);
    expect(message).not.toContain(bench.idp.keys.certificateDer.toString('base64'));
    expect(message).toContain(value.slice(0, 24));
    expect(message.split('\n').length).toBeGreaterThan(20);
    expect(message).toContain('alice@acme.example');
  });

  it('shows what is no XML too, masked, and what is not even Base64', () => {
    const broken = bench.idp.xml(bench.plan(REQUEST)).replace('</samlp:Response>', '');
    const value = /<SignatureValue>([^<]*)</.exec(broken)?.[1] ?? '';
    const { received } = explain(Buffer.from(broken).toString('base64'));
    expect(received.message).toContain('<samlp:Response');
    expect(received.message).not.toContain(value.slice(0, 64));
    expect([received.response, received.assertion]).toEqual([undefined, undefined]);
    expect(explain('*nonsense*').received.message).toBe('*nonsense*');
  });

  it('is cut where nobody reads it any more', () => {
    const long = explainPlan((plan) => (plan.attributes = { long: ['x'.repeat(100_000)] })).received;
    expect(long.message.length).toBeLessThan(70_000);
    expect(long.assertion?.attributes[0]?.values[0]?.length).toBeLessThan(2100);
  });
});

describe('what was decrypted', () => {
  it('is shown where a trusted key signed it and it answers the request', () => {
    const posted = bench.idp.postEncrypted(bench.plan(REQUEST), ours.certificateDer);
    const { received } = explain(posted, { decryption: decryption() });
    expect(received).toMatchObject({ encryption: 'opened', assertion: { nameId: 'alice@acme.example' } });
    expect(received.message).toContain('alice@acme.example');
  });

  it.each<[string, (plan: ResponsePlan) => void, ResponseOptions]>([
    ['answers another request', confirm({ inResponseTo: '_other' }), {}],
    ['answers none', confirm({ inResponseTo: undefined }), {}],
    ['is signed by nobody', () => undefined, { signed: 'neither' }],
  ])('is not shown where it %s', (_, edit, { signed = 'assertion' }) => {
    const plan = bench.plan(REQUEST);
    edit(plan);
    const posted = bench.idp.postEncrypted(plan, ours.certificateDer, { signed });
    const { received } = explain(posted, { decryption: decryption() });
    expect(received).toMatchObject({ encryption: 'not_shown', assertion: undefined });
    expect(JSON.stringify(received)).not.toContain('alice');
  });

  it('goes for a name that came encrypted in a plain assertion', () => {
    const name =
      '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">alice@acme.example</saml:NameID>';
    const { publicKey } = new X509Certificate(ours.certificateDer);
    const nameOf = (inResponseTo: string) => {
      const xml = bench.idp
        .xml(bench.plan(inResponseTo), { signed: 'neither' })
        .replace(/<saml:NameID.*?<\/saml:NameID>/, encrypt(name, publicKey, { element: 'EncryptedID' }));
      const explained = explain(bench.idp.postXml(xml, 'Assertion'), { decryption: decryption() });
      expect(explained.checks.at(-1)?.result).toBe('passed');
      return explained.received.assertion?.nameId;
    };
    expect([nameOf(REQUEST), nameOf('_other')]).toEqual(['alice@acme.example', undefined]);
  });
});
