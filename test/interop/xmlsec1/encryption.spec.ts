import { createPrivateKey, X509Certificate } from 'node:crypto';
import { checkLogin } from '../../../src/saml/login/check-login';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { assertionXml, responseXml } from '../../support/idp/response-xml';
import { signXml } from '../../support/idp/sign-xml';
import { refusalOf } from '../../support/refusal-of';
import { encrypt, XENC, XENC11 } from '../../support/xmlenc';
import { type LoginBench, makeLoginBench, NOW } from '../../saml/login/login-bench';
import { DSIG } from './signature-forms';
import { Xmlsec1 } from './xmlsec1';

const OAEP = `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/>`;
const OAEP_SHA1 = `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="${DSIG}sha1"/></xenc:EncryptionMethod>`;

let xmlsec1: Xmlsec1;
let bench: LoginBench;
let ours: TestKeyPair;
beforeAll(async () => {
  xmlsec1 = new Xmlsec1();
  [bench, ours] = [await makeLoginBench(), await makeKeyPair()];
});
afterAll(() => {
  xmlsec1.stop();
});

describe('an assertion that xmlsec1 encrypts', () => {
  const template = (cipher: string, keyMethod: string) =>
    `<xenc:EncryptedData xmlns:xenc="${XENC}" xmlns:ds="${DSIG}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${cipher}"/>` +
    `<ds:KeyInfo><xenc:EncryptedKey>${keyMethod}<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>` +
    '<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>';

  const encryptedResponse = (cipher: string, bits: number, keyMethod: string) => {
    const plan = bench.plan();
    const assertion = signXml(assertionXml(plan), 'Assertion', bench.idp.keys);
    const data = xmlsec1.encrypt(assertion, template(cipher, keyMethod), `aes-${bits}`, ours);
    return responseXml(plan, `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`);
  };

  const check = (xml: string, keys: TestKeyPair) => {
    const decryption = { keys: [createPrivateKey(keys.privateKeyPem)], refuseCbc: false };
    return checkLogin(Buffer.from(xml).toString('base64'), { ...bench.expected, decryption }, NOW);
  };

  it.each([
    ['AES-128-GCM', `${XENC11}aes128-gcm`, 128],
    ['AES-192-GCM', `${XENC11}aes192-gcm`, 192],
    ['AES-256-GCM', `${XENC11}aes256-gcm`, 256],
    ['AES-128-CBC', `${XENC}aes128-cbc`, 128],
    ['AES-192-CBC', `${XENC}aes192-cbc`, 192],
    ['AES-256-CBC', `${XENC}aes256-cbc`, 256],
  ])('by %s is read with our key, and with no other', (_, cipher, bits) => {
    for (const keyMethod of [OAEP, OAEP_SHA1]) {
      const xml = encryptedResponse(cipher, bits, keyMethod);
      expect(check(xml, ours).nameId.value).toBe('alice@acme.example');
      expect(refusalOf(() => check(xml, bench.idp.keys)).code).toBe('saml.malformed');
    }
  });

  it('under a key by RSA 1.5 is not read', () => {
    const keyMethod = `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>`;
    const xml = encryptedResponse(`${XENC11}aes256-gcm`, 256, keyMethod);
    expect(refusalOf(() => check(xml, ours)).code).toBe('saml.malformed');
  });
});

describe("what the tests' own IdP encrypts", () => {
  it.each(['aes128-gcm', 'aes256-gcm', 'aes128-cbc', 'aes256-cbc'] as const)(
    'by %s is read by xmlsec1',
    (cipher) => {
      const { publicKey } = new X509Certificate(ours.certificateDer);
      const xml = encrypt('<x>\u{1F600}</x>', publicKey, { cipher });
      expect(xmlsec1.decrypt(xml, ours)).toContain('<x>&#x1F600;</x>');
    },
  );
});
