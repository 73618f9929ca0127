import { X509Certificate } from 'node:crypto';
import { FORGERIES } from '../../bench/forged-responses';
import { ResponseMaker } from '../../bench/response-maker';
import { checkLogin } from '../../src/saml/login/check-login';
import { TestIdp } from '../support/idp/test-idp';
import { refusalOf } from '../support/refusal-of';

const to = {
  entityId: 'http://localhost:3000/saml/acme/metadata',
  acsUrl: 'http://localhost:3000/saml/acme/acs',
  domain: 'acme.ram.localhost',
};

describe('the responses of the benchmark', () => {
  let idp: TestIdp;
  const check = (response: string) =>
    checkLogin(
      response,
      {
        issuer: idp.entityId,
        keys: [new X509Certificate(idp.keys.certificateDer).publicKey],
        audience: to.entityId,
        acsUrl: to.acsUrl,
        clockSkewSeconds: 60,
        decryption: undefined,
        isEncryptionRequired: false,
        forceAuthn: false,
        authnContextClassRefs: [],
      },
      new Date(),
    );

  beforeAll(async () => {
    idp = await TestIdp.create();
  });

  it('are good, of about 5 KB, and each another one', () => {
    const maker = ResponseMaker.of(idp, to);
    const [one, other] = [maker.make('u1'), maker.make('u2')];
    expect(check(one).nameId.value).toBe('u1@acme.ram.localhost');
    expect(check(other).nameId.value).toBe('u2@acme.ram.localhost');
    expect(check(one).assertionId).not.toBe(check(other).assertionId);
    expect(Math.round(Buffer.from(one, 'base64').length / 1000)).toBe(5);
  });

  it.each([
    ['NameID changed after signing', 'saml.signature_invalid'],
    ['wrapped: the signed assertion in the signature of a forged one', 'saml.signature_invalid'],
    ['wrapped: the signed assertion behind a forged one', 'saml.malformed'],
    ['signature taken out', 'saml.signature_missing'],
    ["signed by a stranger's key", 'saml.signature_invalid'],
    ['expired', 'saml.expired'],
    ['for another audience', 'saml.audience_mismatch'],
    ['for another recipient', 'saml.recipient_mismatch'],
    ['of another issuer', 'saml.issuer_mismatch'],
  ])('that are forged: %s, are refused with %s', (kind, code) => {
    const forgery = FORGERIES.find((one) => one.kind === kind);
    expect(refusalOf(() => check(forgery?.forge(idp, to) ?? '')).code).toBe(code);
  });

  it('has no forgery that is not looked at here', () => {
    expect(FORGERIES).toHaveLength(9);
  });
});
