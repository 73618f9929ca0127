import { createCipheriv, createPrivateKey, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { checkLogoutRequest } from '../../../src/saml/logout/check-logout';
import { makeKeyPair } from '../../support/idp/key-pair';
import { refusalOf } from '../../support/refusal-of';
import { IDP, LogoutScene, NOW, SLO } from './logout-scene';

const NAME =
  '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">alice@corp.example</saml:NameID>';

/** AES-128-GCM under RSA-OAEP, as xmlenc-core1 5.2.4 and 5.5.2 lay the octets out. */
function encryptedId(xml: string, publicKeyPem: string): string {
  const key = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-128-gcm', key, iv);
  const content = Buffer.concat([iv, cipher.update(xml), cipher.final(), cipher.getAuthTag()]);
  const wrapped = publicEncrypt({ key: publicKeyPem, oaepHash: 'sha1' }, key);
  return `<saml:EncryptedID><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes128-gcm"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/><xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${content.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedID>`;
}

function requestOf(name: string): string {
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_l1" Version="2.0" IssueInstant="2026-03-01T09:59:30Z" Destination="${SLO}"><saml:Issuer>${IDP}</saml:Issuer>${name}</samlp:LogoutRequest>`;
}

describe('an encrypted name', () => {
  let scene: LogoutScene;
  let ours: string;
  let other: string;

  beforeAll(async () => {
    scene = await LogoutScene.open();
    [ours, other] = (await Promise.all([makeKeyPair(), makeKeyPair()])).map(
      ({ privateKeyPem }) => privateKeyPem,
    ) as [string, string];
  });

  function check(name: string) {
    const message = scene.signed('redirect', 'LogoutRequest', requestOf(name));
    const decryption = { keys: [createPrivateKey(ours)], refuseCbc: false };
    return checkLogoutRequest(message, { ...scene.expected, decryption }, NOW);
  }

  function encryptFor(privateKeyPem: string, xml: string): string {
    const publicKey = createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' });
    return encryptedId(xml, publicKey.toString());
  }

  it('is read with our key', () => {
    expect(check(encryptFor(ours, NAME)).nameId.value).toBe('alice@corp.example');
  });

  it.each([
    ['that is for another key', () => encryptFor(other, NAME)],
    ['that holds something else', () => encryptFor(ours, NAME.replaceAll('NameID', 'Issuer'))],
    ['that holds no XML', () => encryptFor(ours, 'alice')],
  ])('is refused %s', (_what, name) => {
    expect(refusalOf(() => check(name())).code).toBe('saml.malformed');
  });
});
