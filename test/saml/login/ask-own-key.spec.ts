import { createPublicKey, X509Certificate } from 'node:crypto';
import { askOwnKey } from '../../../src/saml/login/ask-own-key';
import { checkLogin, isVerifiedLogin } from '../../../src/saml/login/check-login';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import type { ResponsePlan } from '../../support/idp/response-plan';
import { TestIdp } from '../../support/idp/test-idp';

const NOW = new Date('2026-03-01T10:00:00Z');
const SP = { spEntityId: 'https://sp.example/metadata', acsUrl: 'https://sp.example/acs' };

let idp: TestIdp;
let expected: LoginExpectations;
beforeAll(async () => {
  idp = await TestIdp.create();
  expected = {
    issuer: idp.entityId,
    keys: [
      createPublicKey(
        new X509Certificate(idp.keys.certificateDer).publicKey.export({ type: 'spki', format: 'pem' }),
      ),
    ],
    audience: SP.spEntityId,
    acsUrl: SP.acsUrl,
    clockSkewSeconds: 60,
    decryption: undefined,
    isEncryptionRequired: false,
    forceAuthn: false,
    authnContextClassRefs: [],
  };
});

const forged = (change: (plan: ResponsePlan) => void = () => undefined) => {
  const plan = idp.plan({ ...SP, nameId: 'alice@acme.example', now: NOW, inResponseTo: '_request' });
  change(plan);
  return idp.post(plan, { keys: idp.strangersKeys });
};

it('tells which request a response under a key of its own would answer, and makes no login of it', () => {
  const answer: unknown = askOwnKey(forged(), expected, NOW);
  expect(answer).toBe('_request');
  expect(isVerifiedLogin(answer)).toBe(false);
  expect(() => checkLogin(forged(), expected, NOW)).toThrow(
    expect.objectContaining({ code: 'saml.signature_invalid' }) as Error,
  );
});

it.each<[string, string | (() => string)]>([
  ['nothing', ''],
  ['no XML', Buffer.from('x').toString('base64')],
  [
    'an unsolicited one',
    () => idp.post(idp.plan({ ...SP, nameId: 'a@b.example', now: NOW }), { keys: idp.strangersKeys }),
  ],
  ['one for somebody else', () => forged((plan) => (plan.assertionIssuer = 'https://other.example'))],
  ['one for another ACS', () => forged((plan) => (plan.destination = 'https://other.example/acs'))],
  [
    'one that is not signed',
    () =>
      idp.post(idp.plan({ ...SP, nameId: 'a@b.example', now: NOW, inResponseTo: '_r' }), {
        signed: 'neither',
      }),
  ],
])('tells nothing of %s', (_, response) => {
  expect(askOwnKey(typeof response === 'string' ? response : response(), expected, NOW)).toBeUndefined();
});
