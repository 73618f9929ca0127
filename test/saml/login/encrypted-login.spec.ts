import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { refusalOf } from '../../support/refusal-of';
import { encrypt } from '../../support/xmlenc';
import { type LoginBench, makeLoginBench } from './login-bench';

let bench: LoginBench;
let ours: TestKeyPair;
let decryption: NonNullable<LoginExpectations['decryption']>;
beforeAll(async () => {
  [bench, ours] = await Promise.all([makeLoginBench(), makeKeyPair()]);
  decryption = { keys: [createPrivateKey(ours.privateKeyPem)], refuseCbc: false };
});

const encrypted = (signed: 'assertion' | 'response' | 'both' | 'neither') =>
  bench.idp.postEncrypted(bench.plan(), ours.certificateDer, { signed });

describe('an encrypted assertion', () => {
  it.each(['assertion', 'response', 'both'] as const)('counts where the %s is signed', (signed) => {
    expect(bench.checkPosted(encrypted(signed), { decryption }).nameId.value).toBe('alice@acme.example');
  });

  it('is refused where encryption is off, and a plain one where it is required', () => {
    const refusal = refusalOf(() => bench.checkPosted(encrypted('assertion')));
    expect([refusal.code, refusal.actual]).toEqual(['saml.malformed', 'an EncryptedAssertion']);
    const required = { decryption, isEncryptionRequired: true };
    expect(bench.checkPosted(encrypted('assertion'), required).issuer).toBe(bench.idp.entityId);
    const plain = refusalOf(() => bench.check(bench.plan(), {}, required));
    expect([plain.code, plain.actual]).toEqual(['saml.malformed', 'a plain Assertion']);
  });

  it('tells nobody who did not sign what is wrong with it, and the log what', async () => {
    const stranger = await makeKeyPair();
    const forOther = bench.idp.postEncrypted(bench.plan(), stranger.certificateDer);
    const refusals = [forOther, encrypted('neither')].map((posted) =>
      refusalOf(() => bench.checkPosted(posted, { decryption })),
    );
    expect(refusals.map(({ code, expected, actual, hint }) => [code, expected, actual, hint])).toEqual(
      Array(2).fill(['saml.malformed', expect.any(String), 'one that does not', expect.any(String)]),
    );
    expect(refusals.map(({ cause }) => cause instanceof Error && cause.message)).toEqual([
      expect.stringContaining('saml.malformed'),
      expect.stringContaining('saml.signature_missing'),
    ]);
  });

  it('tells one who signed the Response', async () => {
    const stranger = await makeKeyPair();
    const forOther = bench.idp.postEncrypted(bench.plan(), stranger.certificateDer, { signed: 'response' });
    const refusal = refusalOf(() => bench.checkPosted(forOther, { decryption }));
    expect(refusal.actual).toBe('content that it does not');
  });
});

it('an encrypted name is refused where encryption is off', () => {
  const { publicKey } = new X509Certificate(ours.certificateDer);
  const name = encrypt(
    '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">alice@acme.example</saml:NameID>',
    publicKey,
    { element: 'EncryptedID' },
  );
  const xml = bench.idp
    .xml(bench.plan(), { signed: 'neither' })
    .replace(/<saml:NameID.*<\/saml:NameID>/, () => name);
  const posted = bench.idp.postXml(xml, 'Assertion');
  expect(bench.checkPosted(posted, { decryption }).nameId.value).toBe('alice@acme.example');
  const refusal = refusalOf(() => bench.checkPosted(posted));
  expect([refusal.code, refusal.actual]).toEqual(['saml.malformed', 'an EncryptedID']);
});
